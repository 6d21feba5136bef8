print("haosd")
