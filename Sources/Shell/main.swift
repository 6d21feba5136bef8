print("haosh")
