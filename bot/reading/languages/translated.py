"""What must stand on both sides of a translation between English and German, as data: one row a thing."""

NEGATIONS = {
    "en": frozenset(
        "not cannot no none nobody nothing never neither nowhere without cant dont wont isnt arent wasnt werent"
        " doesnt didnt hasnt havent hadnt wouldnt couldnt shouldnt mustnt neednt aint".split()
    ),
    "de": frozenset(
        "nicht nichts nie niemals niemand niemanden niemandem nirgends nirgendwo weder ohne keinesfalls keineswegs nein"
        " kein keine keinen keinem keiner keines keinerlei".split()
    ),
}

NUMBERS = (  # English, German, one figure for both
    ("two", "zwei", "2"),
    ("three", "drei", "3"),
    ("four", "vier", "4"),
    ("five", "fünf", "5"),
    ("six", "sechs", "6"),
    ("seven", "sieben", "7"),
    ("eight", "acht", "8"),
    ("nine", "neun", "9"),
    ("ten", "zehn", "10"),
    ("eleven", "elf", "11"),
    ("twelve", "zwölf", "12"),
    ("twenty", "zwanzig", "20"),
    ("thirty", "dreißig", "30"),
    ("forty", "vierzig", "40"),
    ("fifty", "fünfzig", "50"),
    ("hundred hundreds", "hundert hunderte hunderten", "hundred"),
    ("thousand thousands", "tausend tausende tausenden", "thousand"),
    ("million millions", "million millionen", "million"),
    ("billion billions bn", "milliarde milliarden", "milliard"),
    ("trillion trillions", "billion billionen", "billion"),
    ("dozen dozens", "dutzend dutzende", "dozen"),
    ("half", "halb halbe halben halber halbes hälfte", "half"),
    ("percent pct", "prozent", "%"),
    ("monday", "montag", "monday"),
    ("tuesday", "dienstag", "tuesday"),
    ("wednesday", "mittwoch", "wednesday"),
    ("thursday", "donnerstag", "thursday"),
    ("friday", "freitag", "friday"),
    ("saturday", "samstag sonnabend", "saturday"),
    ("sunday", "sonntag", "sunday"),
    ("january", "januar jänner", "january"),
    ("february", "februar", "february"),
    ("march", "märz", "march"),
    ("april", "april", "april"),
    ("june", "juni", "june"),
    ("july", "juli", "july"),
    ("august", "august", "august"),
    ("september", "september", "september"),
    ("october", "oktober", "october"),
    ("november", "november", "november"),
    ("december", "dezember", "december"),
)

NAMES = dict(  # English words with a capital, and how their German words begin; others stay as they are
    row.split("=")
    for row in (
        "america=amerika american=amerika americans=amerika asia=asien austria=österreich austrian=österreich"
        " bavaria=bayern belgium=belgi belgian=belgi berlin=berlin brazil=brasil britain=britann british=brit"
        " brussels=brüssel bundestag=bundestag canada=kanada canadian=kanad cabinet=kabinett chancellor=kanzler"
        " china=china chinese=chin commission=kommission committee=ausschuss congress=kongress council=rat"
        " court=gericht crimea=krim czech=tschech defence=verteidigung defense=verteidigung democrat=demokrat"
        " democrats=demokrat democratic=demokrat denmark=dänemark danish=dän dutch=niederländ economy=wirtschaft"
        " egypt=ägypt europe=europ european=europ federal=bund finance=finanz foreign=außen france=fran french=franz"
        " gaza=gaza geneva=genf german=deutsch germans=deutsch germany=deutsch government=regierung greece=griech"
        " greek=griech green=grün greens=grün health=gesundheit hungary=ungarn hungarian=ungar india=indi indian=indi"
        " interior=innen iran=iran iranian=iran iraq=irak ireland=ir irish=ir israel=israel israeli=israel"
        " italy=itali italian=itali japan=japan japanese=japan jewish=jüd justice=justiz king=könig kyiv=kiew"
        " kiev=kiew korea=korea korean=korea liberal=liberal lebanon=libanon london=london may=mai mayor=bürgermeister"
        " mexico=mexik milan=mailand minister=minister ministry=ministerium moscow=moskau muslim=muslim"
        " netherlands=niederland north=nord norway=norweg norwegian=norweg palestinian=paläst parliament=parlament"
        " poland=pol polish=pol pope=papst president=präsident prime=premier queen=königin republican=republikan"
        " republicans=republikan rome=rom russia=russ russian=russ russians=russ saudi=saudi scotland=schott"
        " senate=senat senator=senator social=sozial south=süd soviet=sowjet spain=spani spanish=spani state=staat"
        " states=staat sweden=schwed swedish=schwed swiss=schweiz switzerland=schweiz syria=syri turkey=türk"
        " turkish=türk ukraine=ukrain ukrainian=ukrain ukrainians=ukrain union=union united=vereinigt vienna=wien"
        " warsaw=warschau western=west west=west"
    ).split()
)
