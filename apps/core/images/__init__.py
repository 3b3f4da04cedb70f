"""Images that Questlog draws itself, to be shared: of a year, of a list.

canvas = Canvas(1200, 630)
canvas.text((56, 52), "Year in review", text_font(26), fill=SOFT)
canvas.cover((470, 56, 300, 400), cover_path, letter="X", outline=GOLD)
name = keep_png(canvas.png())      # "shares/4f0c….png", below the media address
"""
