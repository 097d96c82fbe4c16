"""First names that are words or places as well, and words that show which of the two is meant."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# With a capital in mid-sentence these are people more often than not: 'I asked Rose to come'.
BOTH = _words(
    "ada alfie amber amy angel aria austin ava bea bella beth bill blessing blossom bobbie "
    "bobby bonnie brandy brook brooklyn brooks buddy carol chad chandler charity chelsea "
    "cherry chuck clay cliff comfort constance cooper crystal daisy dakota dale dawn dean "
    "destiny diamond dick don dot drew ebony eve faith fern fleur flora florence frank gail "
    "gale gay gene georgia ginger glen grace grant guy hazel heath heather holly honey hope "
    "hunter india iris ivy jack jade jasmine jay jean jewel john jordan josh joy joyful "
    "junior kay kelly kenya kerry kim kit lacey lance laurel leo lily luna marina mark "
    "martin mason max melody mercy merle mike miles misty mo myrtle nick norm olive opal "
    "parker pat patience patsy patty pearl peg penny percy phoenix pip piper polly poppy "
    "porter precious preston price ray rich rick ricky rob robin rocky rod rose rosemary "
    "rowan ruby rusty sage sally sandy savannah scout serenity shelby sherry skip star "
    "stella sterling sue sunny sydney tab teddy terry tom tony tori tracy trent troy van "
    "verity victor viola violet wade warren will willow wren"
)
# These are people only before a surname: months, days, places, offices, firms and common words.
SELDOM = _words(
    "ab abbey abi able ace add admiral ai aide al aldershot aldi alexa alias alpha altair "
    "alter alto alton amazing amesbury an analyse anchor andover angle any apple april arch "
    "aren ares argos arrow art asda ash ashford ashton asia atlas atom audi august aurora "
    "author autumn avon awesome banner bar barnet baron bath bay bear beau beautiful "
    "bedford bentley berkeley berlin bexley birmingham bishop blackburn bless blessed blond "
    "bobbies bolton boots boss boston bowden box boy brace bradford branch brand braydon "
    "brent bridge bright brighton bristol britain british brixton buck bud burton cache "
    "cage cairo camden camera camp can canada canary candy cane captain carbon carlisle "
    "carolina carry case cash castle chai champion chance chancellor charlton chase "
    "cheltenham cheney chester chief child chilton china choice chosen christian christmas "
    "clarity clear cleveland clever clifton cloud cluster colon con constable constant "
    "cookie copeland corby cornwall corsham cortina council court crash creed crew crewe "
    "criminal cross cruise cruz curly curt cyan da daily dallas danger dare dash day de "
    "deacon december deem deep del dell delta denver deny derby derry desire devon dexter "
    "dia dim disney doctor dorset dove dover dublin duchess dudley duke durham dusty eagle "
    "earl early earnest earth easter easton echo eden edge edit el else ember emerald emit "
    "england english era essence essex eternity ether europe even ever everleigh ewell "
    "excel exeter fair faithful famous fancy farley farm farnham favor favour feather "
    "female field fields flake ford forest forever fox france free freedom friday friend "
    "future garden gem general genesis gentle german germany gifford given glade glory "
    "gloucester golden good google gorgeous governor grafton gray great green grey "
    "guildford gypsy halifax hampton handy hang happy harbor harden harley harlow harm "
    "harmony hart hartford hastings haven hawk haydon haze heaven helston hence henley hero "
    "heywood hilton hindu hinton holiday holland holt honest honor honour hood horizon "
    "houston human hung ikea imagine infinite infinity intel ireland isis island israel "
    "italy ivory jan january jazz jersey jesus jet jewish job joke journey judge july june "
    "justice karma kensington kent key kind king kingston kite knight knowledge la lady "
    "lake land lane langley lark law lawyer lay le leaf lean leeds legacy legend leigh "
    "lemon less lexus liberty lidl life light lincoln linen link lion lisbon little live "
    "lloyds london long lord lot love loyal lucky ludlow luton lyneham lyric madam madrid "
    "magic major male malta malvern man mansfield many maple march marlborough marquis "
    "marshal marston martini master matrix maximum may media meet melbourne melton memory "
    "mercedes mere merit merry merton messiah meta midnight milan milford million milton "
    "min minor minus miracle mit modern monday money moon more morrison moss mother muse "
    "muslim my name nan nation nature navy neon newton next nixie noble noel norfolk normal "
    "north northampton northern norton norway nova november ocean october ok only or orange "
    "other otter our overton oxford pace page paisley panama paris parish park paying peace "
    "per pilot placid pleasant poet poetry poland pope praise press pretty pride primark "
    "prime prince princess promise quality queen quest race rain rainbow random read "
    "reading real reality reason red reed remedy revel richmond ring rip rise river rivers "
    "rogue rome rook royal royalty royce royston rugby rush sable safe said saint salisbury "
    "santander saturday savior saw say scotland sea season secret see selby sender "
    "september sergeant seven shade shadow sheffield shell shepherd sheriff sherwood "
    "shields shine shown si sikh silver sincere sing sink sir siri sister ski sky slate so "
    "solace sole some somerset song sony soon south southern spain special spirit spring "
    "square squire stafford stanton star steward stockton storm story stratton style styles "
    "success such suffolk sugar summer summit sun sunday sunset super sure surrey sutton "
    "swift swindon tea telford tell temple tesco than the theory they thunder thursday "
    "tiger till tiny tip tone tor torquay trace tracker trade treasure trigger trinity trip "
    "trowbridge true truly trust truth tudor tuesday tyne uber un unique unknown upon upton "
    "urban us vale valencia valiant valley valor vanilla vauxhall velvet verbal via victory "
    "vienna virginia vision void volvo waive wake wales wander ward warn warwick wave we "
    "wednesday welcome wells west westbury weston whitby whitney wild wilton wiltshire win "
    "winchester windsor winter wisdom wise wolverhampton won wonder wood woodford worcester "
    "world worth ya ye york you young your youth zion"
)
# Not even before a word with a capital: they begin questions, wishes and names of places.
NEVER_FIRST = _words(
    "an any british can child criminal even little may more my name north northern other "
    "our read royal say see so some south southern the they we west will you your"
)
# In small letters these are words, or so often words that nothing is gained.
NOT_SMALL = (
    BOTH
    | SELDOM
    | _words(
        "adler ana ben bert billie billy bob boyd brad brock cade camille carson casey "
        "clint cole cora dan dana dane dee denim dina drake ed elle fay felicity finley "
        "forrest franklin gage gina grover hadley harper harry henry homer hudson hugo ida "
        "ila imani ina ira iva jackson jake jerry jimmy jo joan joey kai karen kelsey ken "
        "kendal kennedy lacy lana lara laurie lee lennox lex lexi logan lois lola lou luca "
        "lux luz lyle mac mack mae mandy margarita maria marlin marshall mary matt maverick "
        "maya mia mila mitch mona monte neva nia nina nola norman ora orlando otto quentin "
        "quincy quinn rae randy raven reagan reese reid rene rex robert roman ron roscoe "
        "sam sawyer scarlett sidney sierra skye solomon spencer stanley tanner tara taylor "
        "ted thea tia tiara tim tina toby todd tucker ty tyson vance vera vic victoria "
        "walker wallace wesley winnie winston zoe"
    )
)
# What stands after a name of a place, so that it is no person: 'Victoria Road'.
PLACES = _words(
    "abbey academy arms ave avenue bakery bank bridge bridges building bypass cafe canal "
    "cathedral cemetery center centre chapel charity church cinema city clinic close club "
    "college common cottages council county court cres crescent cup down downs drive estate "
    "farm field fields garage gardens ground grove hall hospital hotel house inn junction "
    "lake lane library ln lodge ltd market mews mosque museum nature nursery parade park "
    "pavilion place plain playground plc pool prize pub rd reserve reservoir restaurant "
    "rise river road roundabout row school schools services shop shops society square st "
    "stadium station store stores street superstore surgery tavern terrace theatre town "
    "tree trust university valley village villas walk way woods"
)
# What many places end in and many people are called: 'Quarry Hill', 'Damon Hill'.
ENDINGS = _words("cross green heath hill marsh moor wood")
# A place stands behind these far oftener than a person: 'past Long Sallow', 'in Chelsea'.
WHERE = _words("across along around beyond in into near opposite past round through via")
# A word with a capital behind a first name that is not a surname.
NO_SURNAME = PLACES | _words(
    "a again all amesbury an and april army asb at august bath bradford bristol britain but "
    "by calne can cctv chippenham christmas commissioner community constable corsham could "
    "councillor covid cricklade crime day december devizes did do does easter england eu "
    "facebook february for friday from government had has he how i if in inspector "
    "instagram ireland is it january july june lights london malmesbury march marlborough "
    "may melksham monday navy neighbourhood nhs no not november october of off office "
    "officer officers on only or out parliament pcc pcso pewsey please police post "
    "salisbury saturday scotland september sergeant she should so still sunday swindon team "
    "thank thanks that the then there they this thursday tidworth tiktok to trowbridge "
    "tuesday tv twitter uk up wales warminster was watch we wednesday westbury what "
    "whatsapp when where who why will wiltshire with would"
)
# What stands before a name that is no person here: a saint's church, an operation, a storm.
NO_PERSON = _words("st saint operation op storm hurricane king queen prince princess hms rms")
ARTICLES = _words("the a an this that our your their each every and of")
# What people write for friends and neighbours, and no register of births has.
SHORT = _words(
    "baz bazza bev caz chaz daz dazza debs dougie gaz gazza jez jezza kev loz mags maz mick "
    "nige robbo shaz shazza steve stu tel trev"
)
