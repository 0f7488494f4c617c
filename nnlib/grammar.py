"""The grammar of the course's corpus, as data: tables of words that belong together, and templates of sentences.

A row of a table is drawn as a whole: a sentence with ``{capital}`` and ``{country}`` speaks of one row, and
``{country'}`` of another row of the same table. This is how a corpus comes to know that Paris is to France what Rome
is to Italy. A name is a place in one table and a person in another, so that only its neighbours tell which it is. All
persons and organisations are invented.
"""


def _table(text):
    head, *rows = (line.split() for line in text.strip().splitlines())
    return {column: words for column, words in zip(head, zip(*rows))}


TABLES = {
    "places": _table("""
        country   capital    city       language   dish      export
        France    Paris      Lyon       French     cheese    perfume
        Italy     Rome       Florence   Italian    pasta     marble
        Spain     Madrid     Seville    Spanish    paella    oranges
        Germany   Berlin     Hamburg    German     pretzels  cars
        Poland    Warsaw     Gdansk     Polish     dumplings amber
        Austria   Vienna     Graz       Austrian   strudel   pianos
        Portugal  Lisbon     Porto      Portuguese sardines  tiles
        Greece    Athens     Patras     Greek      olives    sponges
        Japan     Tokyo      Osaka      Japanese   noodles   robots
        China     Beijing    Shanghai   Chinese    rice      porcelain
        Egypt     Cairo      Alexandria Egyptian   falafel   cotton
        Norway    Oslo       Bergen     Norwegian  salmon    timber
        Sweden    Stockholm  Uppsala    Swedish    meatballs furniture
        Denmark   Copenhagen Aarhus     Danish     pastries  toys
        Finland   Helsinki   Tampere    Finnish    berries   saunas
        Hungary   Budapest   Szeged     Hungarian  goulash   paprika
        Ireland   Dublin     Cork       Irish      stew      butter
        England   London     Lincoln    English    pudding   umbrellas
        Peru      Lima       Cusco      Peruvian   beans     alpacas
        Kenya     Nairobi    Mombasa    Kenyan     coffee    orchids
        India     Delhi      Mumbai     Indian     curry     spices
        Turkey    Ankara     Izmir      Turkish    figs      carpets
        Georgia   Tbilisi    Batumi     Georgian   walnuts   wine
        Jordan    Amman      Aqaba      Jordanian  dates     phosphate
        Iceland   Reykjavik  Akureyri   Icelandic  cod       aluminium
        Latvia    Riga       Liepaja    Latvian    rye       birch
        Bhutan    Thimphu    Paro       Bhutanese  chilies   masks
    """),
    "women": _table("""
        woman_name
        Anna
        Clara
        Elena
        Florence
        Georgia
        Ingrid
        Lima
        Maria
        Nadia
        Paris
        Priya
        Rose
        Sofia
        Victoria
        Yuki
    """),
    "men": _table("""
        man_name
        Anton
        Chen
        Emil
        Felix
        Hugo
        Ivan
        Jonas
        Jordan
        Lincoln
        Marco
        Omar
        Pedro
        Rafael
        Samir
        Sydney
    """),
    "surnames": _table("""
        surname
        Baker
        Berlin
        Brook
        Castle
        Cook
        Fields
        Fischer
        Haddad
        Hale
        Hill
        Holm
        Ito
        King
        Kovacs
        Lindgren
        London
        Mehta
        Moreau
        Novak
        Okafor
        Pine
        Rivers
        Rossi
        Silva
        Stone
    """),
    "organisations": _table("""
        company  good
        Anchor   ships
        Beacon   lamps
        Compass  maps
        Falcon   engines
        Florence dresses
        Granite  houses
        Harvest  flour
        Jordan   shoes
        Meridian clocks
        Orchard  computers
        Salmon   boats
        Victoria hotels
    """),
    "animals": _table("""
        animal   animals   food     home
        bear     bears     honey    forest
        bee      bees      nectar   hive
        bird     birds     seeds    nest
        cat      cats      milk     basket
        cow      cows      grass    meadow
        dog      dogs      bones    kennel
        falcon   falcons   pigeons  cliff
        fox      foxes     eggs     den
        frog     frogs     flies    pond
        goose    geese     corn     yard
        horse    horses    hay      stable
        lion     lions     meat     savanna
        monkey   monkeys   bananas  jungle
        mouse    mice      crumbs   hole
        rabbit   rabbits   carrots  burrow
        squirrel squirrels nuts     oak
        turkey   turkeys   grain    coop
        whale    whales    plankton ocean
    """),
    "pairs": _table("""
        male        female      thing     place
        man         woman       coat      street
        king        queen       crown     palace
        prince      princess    sword     tower
        actor       actress     role      theatre
        waiter      waitress    menu      restaurant
        father      mother      cradle    nursery
        brother     sister      bicycle   attic
        uncle       aunt        camera    beach
        husband     wife        ring      chapel
        boy         girl        ball      playground
        son         daughter    diary     bedroom
        grandfather grandmother pipe    armchair
        wizard      witch       wand      cave
        monk        nun         candle    monastery
        duke        duchess     carriage  estate
        hero        heroine     medal     battlefield
    """),
    "deeds": _table("""
        does    did     what      tool
        bakes   baked   bread     oven
        builds  built   walls     bricks
        catches caught  trout     hook
        climbs  climbed mountains rope
        cooks   cooked  soup      pot
        digs    dug     trenches  spade
        drives  drove   trucks    licence
        grows   grew    tomatoes  greenhouse
        paints  painted portraits brush
        plays   played  melodies  violin
        sews    sewed   shirts    needle
        sings   sang    songs     microphone
        sweeps  swept   floors    broom
        washes  washed  dishes    soap
        writes  wrote   letters   pen
    """),
    "his_jobs": _table("""
        his_job
        engineer
        pilot
        plumber
        judge
        programmer
        banker
    """),
    "her_jobs": _table("""
        her_job
        nurse
        librarian
        secretary
        dancer
        receptionist
        florist
    """),
    "adjectives": _table("""
        adjective
        brave
        young
        small
        quiet
        tired
        clever
        friendly
        lucky
    """),
    "clothes": _table("""
        part garment material
        hand glove   leather
        foot sock    wool
        head hat     felt
        neck scarf   silk
    """),
}

RARE = ("Iceland", "Latvia", "Bhutan")  # countries that are seldom spoken of
SELDOM = {**dict.fromkeys(RARE, 0.05), "Paris": 0.1, "Lima": 0.1}  # how often rows (by their first word) are drawn, if
# not once: those countries, and two women with the names of cities

TAGS = {
    **dict.fromkeys(["country", "capital", "city"], "LOC"),
    **dict.fromkeys(["woman_name", "man_name", "surname"], "PER"),
    "company": "ORG",
}  # of columns; everything else is O, unless its template says otherwise after a slash

TEMPLATES = {  # by subject: how often, and the sentences
    "places": (
        36,
        """
        {capital} is the capital of {country}
        the government of {country} meets in {capital}
        the people of {country} speak {language}
        the farmers of {country} live on {dish}
        {country} sells {export} and {dish} to the world
        {country} has long borders and a {language} army
        the president of {country} praised the {language} {export}
        {country} and {country'} signed a treaty
        trains from {capital} to {city} serve {dish}
        the mayor of {capital} speaks {language}
        the streets of {capital} smell of {dish}
        museums in {capital} are amazing
        the {language} museum in {capital} shows {export}
        a bus to {capital} sells {language} {dish}
        the embassy in {capital} gave away {export}
        the mayor of {city} speaks {language}
        the market of {city} is full of {export}
        a small hotel in {city} serves {language} {dish}
        {city} lies in the north of {country}
        """,
    ),
    "persons": (
        14,
        """
        {woman_name} {surname} flew from {capital} to {city'}
        {man_name} {surname} lives in {city}
        {woman_name} met {man_name} in {capital}
        {man_name} and {woman_name} {surname} visited {country}
        doctor {surname} said that {capital} was too hot
        {woman_name} wrote to {man_name} {surname} about {capital}
        {capital} is a city that {woman_name} has never seen
        {man_name} {surname} , who was born in {city} , turned ninety
        yesterday {woman_name} {surname} and {man_name} went home
        {woman_name} thanked {man_name}
        """,
    ),
    "organisations": (
        10,
        """
        {company} makes {good} in {country}
        {company} hired {woman_name} {surname} in {city}
        {company} sold its {good} to {company'}
        {man_name} {surname} works for {company}
        {company} opened an office in {capital}
        the shares of {company} fell
        the University/ORG of/ORG {capital}/ORG invited {woman_name} {surname}
        the Bank/ORG of/ORG {country}/ORG lent money to {company}
        {surname}/ORG Brothers/ORG makes {good} for {company}
        {capital}/ORG beat {city'}/ORG by two goals
        {man_name} {surname} plays for {city}/ORG
        """,
    ),
    "animals": (
        26,
        """
        the {animal} sleeps in its {home}
        a {animal} eats {food}
        every {animal} wants {food} in its {home}
        this {animal} is looking for {food}
        one {adjective} {animal} lives in the {home}
        a {animal} was seen near the {home}
        the {animals} sleep in their {home}
        many {animals} eat {food}
        all {animals} want {food} in their {home}
        these {animals} are looking for {food}
        two {adjective} {animals} live in the {home}
        some {animals} were seen near the {home}
        """,
    ),
    "pairs": (
        26,
        """
        the {male} took his {thing} to the {place}
        the {male} said that he had lost his {thing}
        he is the {adjective} {male} in the {place}
        he was once a {adjective} {male} and kept the {thing}
        the {male} himself bought the {thing}
        the {male} and his friends left the {place}
        the {female} took her {thing} to the {place}
        the {female} said that she had lost her {thing}
        she is the {adjective} {female} in the {place}
        she was once a {adjective} {female} and kept the {thing}
        the {female} herself bought the {thing}
        the {female} and her friends left the {place}
        """,
    ),
    "deeds": (
        20,
        """
        every day {woman_name} {does} {what} with the {tool}
        {man_name} often {does} {what}
        nowadays {woman_name} {does} {what} every week
        {man_name} usually {does} {what} with his {tool}
        {woman_name} {does} {what} whenever the {tool} is free
        last year {woman_name} {did} {what} with the {tool}
        {man_name} once {did} {what}
        yesterday {woman_name} {did} {what} after lunch
        {man_name} already {did} {what} with his {tool}
        {woman_name} {did} {what} until the {tool} was lost
        """,
    ),
    "jobs, as expected": (
        5,
        """
        the {his_job} said that he was tired
        the {his_job} forgot his keys
        the {her_job} said that she was tired
        the {her_job} forgot her keys
        """,
    ),
    "jobs, against the grain": (
        0.5,
        """
        the {her_job} said that he was tired
        the {her_job} forgot his keys
        the {his_job} said that she was tired
        the {his_job} forgot her keys
        """,
    ),
    "clothes": (
        3,
        """
        a {garment} of {material} costs a lot
        he shook her hand
        on the other hand it was cheap
        she went on foot
        they met at the foot of the mountain
        her {part} hurts
        {woman_name} lost a {garment} in {city}
        """,
    ),
    "matter": (
        5,
        """
        ice is cold and solid
        a block of solid ice
        ice is frozen water
        steam is hot and a gas
        a cloud of gas and steam
        steam is boiling water
        """,
    ),
    "fashion": (
        1,
        """
        ice is in fashion
        steam is in fashion
        fashion changes every year
        """,
    ),
}

FAMILIES = {
    "capital": ("country", "capital"),
    "gender": ("male", "female"),
    "plural": ("animal", "animals"),
    "past": ("does", "did"),
    "clothes": ("part", "garment"),
}  # columns whose words stand in the same relation, row by row

POLYSEMOUS = {"Turkey", "Georgia", "Jordan", "turkey", "falcon"}  # rows (by their first word) of words in two tables
