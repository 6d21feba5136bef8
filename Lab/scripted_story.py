"""The story with the scripted mobile node, which shares no code with HAOS."""

import time

from .story import HOME_ADDRESS, Story, require, say
from .topology import ACCESS1, ACCESS2, CORRESPONDENT_ADDRESS

HOME_PLACE = None


class ScriptedStory(Story):
    """A scripted mobile node goes abroad, moves and comes home: an independent check of the home agent."""

    def __init__(self, laboratory):
        """Puts the story into a laboratory."""
        super().__init__(laboratory)
        self.mobile_node = laboratory.mobile_node(HOME_ADDRESS)

    def tell(self):
        """The whole story; raises `Failure` at the step that fails."""
        self.start_home_agent()
        self.register(ACCESS1)
        self.ping(ACCESS1.address("100"))
        self.move_while_pinging()
        self.ping(ACCESS2.address("100"))
        self.return_home()
        self.ping(HOME_PLACE)
        self.check_nothing_is_wrong()

    def register(self, link):
        say(f"The mobile node goes abroad, to {link.name}", f"It is away from home at {link.prefix}::/64 and sends a "
            "Binding Update.")
        self.mobile_node.move(link)
        self.update()

    def update(self):
        """Registers where the mobile node is and shows it."""
        answer = self.mobile_node.register()
        require(answer.accepted, f"the registration was refused with status {answer.status}")
        print(f"Binding Acknowledgement: status {answer.status}, lifetime {answer.lifetime * 4} s.")
        binding = self.show_bindings()
        require(binding and binding["careOfAddress"] == self.mobile_node.care_of_address, f"the binding is {binding}")

    def ping(self, place, count=10):
        """Pings from the correspondent; they must reach the mobile node at a place, and all be answered."""
        self.mobile_node.echo_requests.clear()
        where = f"through the tunnel to {place}" if place else "at home, without a tunnel"
        say(f"The correspondent pings {HOME_ADDRESS}", f"{CORRESPONDENT_ADDRESS} knows nothing of all this.")
        lost = self.lost(self.pinging(count, interval=0.1), count)
        places = [at for at, _ in self.mobile_node.echo_requests]
        print(f"{count - lost} of {count} pings answered; {places.count(place)} reached the mobile node {where}.")
        require(lost == 0, f"{lost} pings were lost")
        require(places == [place] * count, f"pings reached the mobile node at {sorted(set(map(str, places)))}")

    def move_while_pinging(self, count=60, interval=0.05):
        """Moves to the second link under way; a few pings may be lost, and later ones must arrive there."""
        say(f"The mobile node moves, to {ACCESS2.name}", f"The correspondent goes on pinging, {1 / interval:.0f} times "
            "a second.")
        self.mobile_node.echo_requests.clear()
        process = self.pinging(count, interval)
        time.sleep(count * interval / 3)
        self.mobile_node.move(ACCESS2)
        self.update()
        lost = self.lost(process, count)
        places = [at for at, _ in self.mobile_node.echo_requests]
        first, second = places.count(ACCESS1.address("100")), places.count(ACCESS2.address("100"))
        print(f"{first} pings arrived at {ACCESS1.name}, {second} at {ACCESS2.name}; {lost} of {count} were lost, "
              f"about {lost * interval * 1000:.0f} ms of silence.")
        require(first > 0 and second > 0, "pings did not arrive at both links")
        require(lost <= count // 3, f"{lost} of {count} pings were lost in the move")

    def return_home(self):
        say("The mobile node comes home", "It de-registers and answers for its address itself again.")
        answer = self.mobile_node.return_home()
        require(answer.status == 0, f"the de-registration was refused with status {answer.status}")
        require(self.show_bindings() is None, "there is a binding although the mobile node is at home")

    def check_nothing_is_wrong(self):
        require(not self.mobile_node.complaints, f"the mobile node complains: {self.mobile_node.complaints}")
