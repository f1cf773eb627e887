class UPath(str):
    pass
