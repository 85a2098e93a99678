"""The colour names of CSS3, which RFC 7986 section 5.9 allows for COLOR, and Swedish ones to find them by."""

CSS3_COLORS = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
    burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue
    darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange
    darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise
    darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia
    gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo
    ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue
    lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon
    mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
    mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
    navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
    paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red rosybrown
    royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke
    yellow yellowgreen
    """.split()  # noqa: SIM905 - a list of 147 quoted words is harder to read
)
SWEDISH_COLORS = {
    "blå": "blue", "ljusblå": "lightblue", "mörkblå": "darkblue", "marinblå": "navy", "himmelsblå": "skyblue",
    "turkos": "turquoise", "blågrön": "teal", "grön": "green", "ljusgrön": "lightgreen", "mörkgrön": "darkgreen",
    "olivgrön": "olive", "gul": "yellow", "ljusgul": "lightyellow", "guld": "gold", "röd": "red", "mörkröd": "darkred",
    "vinröd": "maroon", "korall": "coral", "rosa": "pink", "lila": "purple", "violett": "violet", "brun": "brown",
    "grå": "gray", "ljusgrå": "lightgray", "mörkgrå": "darkgray", "svart": "black", "vit": "white",
}  # fmt: skip
