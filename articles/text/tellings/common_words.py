"""English words that say little about what a text is about: grammar words, and words found in almost any report."""

# ruff: noqa: E501, SIM905

EMPTY = frozenset(
    "a about above across after again against all almost along already also although always am among an and another any anyone "
    "anything are around as at away back be became because become been before began behind being below between both but by came "
    "can cannot come could did do does doing done down during each either else enough even ever every everyone everything few "
    "first for from further gave get give given go goes going gone got had has have having he her here hers herself him himself "
    "his how however i if in indeed instead into is it its itself just keep kept know last later least less let like likely "
    "little made make makes making many may maybe me might more most much must my myself near need neither never next no nobody "
    "none nor not nothing now of off often on once one only onto or other others our ours out over own per perhaps put quite "
    "rather really said same saw say says second see seem seemed seems seen several shall she should since so some someone "
    "something sometimes soon still such take taken takes than that the their theirs them themselves then there therefore these "
    "they thing things think this those though three through throughout thus to together told too took toward towards two under "
    "unless until up upon us use used uses using very want wants was we well went were what whatever when where whether which "
    "while who whole whom whose why will with within without would yes yet you your yours".split()
)

COMMON = frozenset(
    "able accept accord act action actual add age ago agree aim air allow american amount animal answer appear april area argue "
    "arrive article ask attack attempt august author bad ban bank base bear begin believe benefit best better big bill black blue "
    "board body book bring british brother build building business buy call car care carry case cause central centre century certain "
    "chance change charge chief child children choose city claim class clear close cold collect colour common community company "
    "compare complete concern condition consider contain continue control cost country couple course court cover create culture "
    "current cut daily danger dark data date day dead deal death december decide decision deep demand develop development die "
    "differ different difficult direct director discover discuss disease doctor door draw drive drop early earth east easy eat "
    "economic economy education effect effort eight election end energy environment especially europe event evidence example "
    "expect expensive experience expert explain face fact fail fall family famous far farm fast father fear february feel fight "
    "figure fill final find fine fire five fly follow food force foreign form former forward found four free friday friend front "
    "full fund future game general girl global good government great green ground group grow growth half hand happen happy hard head "
    "health hear heat help high history hit hold home hope hospital hot hour house huge human hundred husband idea important improve "
    "include increase industry inform information interest international introduce issue january job join july june keep key kill "
    "kilometre kind land language large late law lead leader learn leave left legal level lie life light limit line link list listen "
    "live local long look lose lost lot love low main major man manage march market material matter mean measure media medical meet "
    "member mile military million mind minister minute modern moment monday money month mother mountain move music name nation "
    "national natural nature nearly new news night nine north note november number october offer office officer official oil old "
    "open opinion order organization paper parent part particular party pass past pay people percent percentage period person phone "
    "photo pick place plan plant play point police policy political poor popular population possible pound power present president "
    "press pressure prevent price private probable problem process produce product professor programme project promise protect "
    "protest prove provide public publish purpose quarter question quick raise range rate reach read ready real reason receive recent "
    "record reduce region relation remain remember remove replace report represent require research researcher respond rest result "
    "return rich right rise risk river road role room rule run safe saturday save scale school science scientist sea search season "
    "section security sell send september serious serve service set seven share short show side sign similar simple single sister "
    "site situation six size slow small social society solution solve son sort sound south space speak special spend spokesman "
    "spokesperson spread spring staff stage stand standard star start state station stay step stop story street strong student study "
    "success suffer suggest summer sun sunday support sure surface survey system table talk target teach team technology ten term "
    "test thank third thousand threat thursday time tiny today tonight top total town trade train travel treat tree trip true try "
    "tuesday turn type understand union united university usual value various view village visit voice vote wait walk wall war warm "
    "warn water wave way wear weather website wednesday week weight west white wide wife win wind winter wish woman women wonder wood "
    "word work worker world worry worse worst write wrong year young".split()
)
