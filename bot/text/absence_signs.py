"""What it looks like when somebody says that they, or somebody else, will not be there; and what only looks so."""

from __future__ import annotations

from typing import Final

from bot.text.plain import undotted
from bot.text.signs import BODY, DAY, GO, MEETING, NOT, PERSON, Signs

_SOME: Final = r"(?:(?!(?:du|ni|man|någon|nån|det|den|de|möte\w*|vem)\b)\w+ ){0,3}?"
"""What may stand between "kan" and "inte": "kan du inte" is something else."""
_ADVERB: Final = r"(?: (?:tyvärr|dessvärre|heller|alls|då))?"
_ADVERBS: Final = rf"(?:(?:jag|vi|tyvärr|dessvärre|nu|också|fortfarande|nog|lite|helt|så|alltså|ju|hemma|dock|redan|{DAY}|på|i|den) ){{0,4}}?"
"""What may stand between the verb and "sjuk": not a name, for "är Anna sjuk" is a question."""
_ILL: Final = r"(?:sjuk|magsjuk|förkyld|krasslig|sängliggande|sjukskriven)"
_AWAY: Final = r"(?:borta|bortrest|frånvarande|ledig|upptagen|dubbelbokad|utomlands|tjänstledig|föräldraledig|på resande fot|på tjänsteresa)"
_MUST: Final = r"(?:måste|behöver|får|tvungen att)"

ABSENCE: Final = Signs(
    # kan inte komma
    rf"\bkan {_SOME}{NOT} {_SOME}{GO}\b",
    rf"\bkan {_SOME}{NOT}{_ADVERB}(?: (?:på|till|den|i|då|under|vid))*(?: {DAY}| ?,| ?$)",
    rf"\bkan {_SOME}{NOT}{_ADVERB} (?:på|till|under|vid) (?:\w+ )?{MEETING}",
    rf"\b{NOT} (?:kan|kommer|kommer att|kommer att kunna|kommer kunna|har möjlighet att) (?:\w+ ){{0,2}}?{GO}\b",
    rf"\b{NOT} kan (?:(?:på|den|till) )*{MEETING}",
    rf"\b(?:tror|vet) {NOT} att jag (?:kan|hinner|kommer) (?:att )?(?:kunna )?{GO}\b",
    rf"\bhar {_SOME}{NOT} (?:någon )?möjlighet att {GO}\b",
    rf"\bgår {NOT} (?:\w+ )?för mig att {GO}\b",
    rf"\blyckas {NOT} {GO}\b",
    rf"\b(?:blir|är) (?:\w+ )?svårt (?:för mig )?att {GO}\b.*{MEETING}",
    rf"\bfår {NOT} (?:till|ihop) det\b.*{MEETING}",
    # kommer inte, hinner inte, är inte med
    rf"\b(?:kommer|kan) {_SOME}{NOT} (?:att )?(?:kunna )?{GO}\b",
    rf"\bkommer {_SOME}{NOT}(?! (?:in|ut|åt|ihåg|fram|överens|upp|igång|loss|du|ni|det|den|någon|ens|undan|på (?:vad|hur|varför)|att (?!kunna|{GO}))\b)",
    rf"\bhinner {_SOME}{NOT} (?:till|fram|{GO}|med (?:på )?{MEETING}|på|{BODY}|{DAY})",
    rf"\b(?:är|blir|sitter) {_SOME}{NOT} (?:med|på plats|där)(?= ?(?:$|,| (?:då|tyvärr)|(?: (?:på|i|vid|den))* ?{MEETING}))",
    rf"^{NOT} med (?:på |den )*{MEETING}",
    rf"\b(?:deltar|medverkar|närvarar) {_SOME}{NOT}\b",
    rf"\bdyker {_SOME}{NOT} upp\b",
    rf"\b(?:missar|skippar|hoppar över|avstår|avstår från) (?:\w+ ){{0,2}}?{MEETING}",
    rf"\b(?:kommer|måste|får|behöver) (?:\w+ )?(?:att )?(?:missa|hoppa av|hoppa över|avstå) (?:\w+ )?{MEETING}",
    rf"\b{_MUST} (?:\w+ ){{0,2}}?(?:avstå|utebli)\b",
    r"\buteblir\b",
    # förhinder, återbud, frånvaro
    r"\b(?:får|fått|har|fick) (?:\w+ ){0,3}?förhinder\b",
    r"\bförhindrad\w*\b",
    r"\bförhinder\b",
    r"\b(?:lämna\w*|ge|ger|skicka\w*|måste|får) (?:\w+ ){0,2}?återbud\b",
    r"^återbud\b",
    rf"\b(?:tackar|tacka|säger|säga) nej (?:till|den|på)? ?(?:\w+ ){{0,2}}?{MEETING}",
    r"\b(?:måste|får) (?:\w+ )?tacka nej\b",
    r"^tackar nej\b",
    rf"\b(?:måste|får|behöver|vill) (?:\w+ )?avboka (?:på )?{DAY}",
    rf"^(?:\w+ )?(?:frånvaro\w*|frånvarande) ?(?:(?:på|från|till|vid|den|i|under|för) ?)*(?:{MEETING} ?)*$",
    rf"^frånvar(?:o|ande)\b.*(?:{BODY}|{DAY})",
    r"\bsjukanmäl\w*\b",
    # sjuk, borta
    rf"\b(?:är|blir|blev|blivit|ligger|känner mig|kommer vara) {_ADVERBS}{_ILL}(?! (?:seg|bra))\b",
    rf"^(?:jag )?(?:är )?(?:{_ILL}|vab|influensa)(?: (?:och|idag|{DAY}|{BODY}|så|tyvärr)| ?,| ?$)",
    r"\b(?:vabbar|vabba|vabbande|vab)\b",
    r"\bhemma (?:med|hos) (?:\w+ ){0,2}?(?:sjuk\w*|förkyld\w*)\b",
    rf"\b(?:stannar|blir) hemma\b.*(?:{MEETING}|\bsjuk\w*|\bförkyld)",
    r"\bmåste (?:\w+ )?vara hemma\b",
    r"\b(?:ligger|har|fått|åkt på|drabbad av) (?:\w+ ){0,3}?(?:influensa\w*|corona|covid|magsjuka\w*|vinterkräksjuka\w*|feber)\b",
    rf"\b(?:är|blir|kommer vara|kommer att vara) {_ADVERBS}{_AWAY}\b",
    rf"^(?:jag )?{_AWAY}\b.*{MEETING}",
    r"(?<!vi )\b(?:på|har|tar) (?:\w+ )?semester\b",
)
"""Somebody will not be there; who, stands before the verb, or between it and the "not"."""

PART: Final = Signs(
    rf"\b{_MUST} (?:\w+ ){{0,2}}?(?:gå|lämna|åka|avvika|sticka) (?!in\b|hem och\b)(?:\w+ ){{0,5}}?(?:tidigare|hem|i förtid)\b",
    rf"\b{_MUST} (?:\w+ )?gå (?:redan )?(?:kl|klockan|vid|efter|innan)\b",
    rf"\b(?:kommer|blir|ansluter|dyker upp) {_SOME}(?:sen|senare|försenad|för sent)\b(?!.*\bmed att\b)",
    r"\b(?:bara|endast) (?:kan )?(?:vara med|delta|närvara) (?:\w+ )?(?:till|från|fram till|första|andra|halva|en del|en stund)\b",
    r"\b(?:bara|endast) (?:kan )?(?:vara med|delta|närvara) (?:på|under) (?:förmiddag|eftermiddag)\w*",
)
"""Somebody will be there for a part of the meeting."""

OWN_ABSENCE: Final = Signs(
    r"(?<!inte )\b(?:anmäl|anmäla|anmäler|rapportera|rapporterar|registrera|meddela|meddelar) (?:\w+ ){0,3}?(?:frånva\w+|sjuk|borta)\b",
    r"\b(?:hur|var|vart|kan|vill|ska) (?:\w+ ){0,3}?anmäl\w* .*\b(?:frånva\w+|inte kan|förhinder|återbud|sjuk)\b",
    r"\bräkna inte med (?:mig|oss)\b",
    r"\b(?:stryk|avboka|avanmäl|stryka|avanmäla) (?:mig|oss|mitt deltagande)\b",
    r"\bställer? in (?:mitt|vårt) deltagande\b",
    r"\b(?:skicka|kalla|kallar|sätta in|ordna|lösa|fixa) (?:(?!till\b)\w+ ){0,3}?ersättare\w*\b",
    r"\bersätta mig\b",
    rf"\b(?:behöver|vill ha|önskar) (?:en )?ersättare (?:\w+ )?{MEETING}",
    r"\bersättare behövs\b",
    r"\bmin ersättare (?:får|kan) (?:gå|ta|komma)\b",
)
"""The one who writes will not be there, or asks how that is said."""

NO_ABSENCE: Final = Signs(
    r"^(?:hej\w* ,? ?)?(?:men |och )?(?:vem|vilka|vilken|vilket|varför|hur många|hur mycket|hur blir|hur hanterar)\b",
    r"^(?:hej\w* ,? ?)?(?:men |och )?(?:vad tyck\w*|vad sa|har (?:ni|du|någon|nån))\b",
    r"\bom (?:jag|man|vi|någon|nån|hon|han)\b(?: \w+){0,3}$",
    r"\b(?:förra (?:gången|mötet|veckan|året)|igår|senast|häromdagen)\b",
    r"\binte (?:anmäla|anmäld|rapportera)\b",
)
"""A question about absences, a condition, or something that has been: no absence of now."""
CONDITION: Final = Signs(r"\b(?:ifall|om) (?:jag|man|vi|någon|nån) (?:\w+ ){0,3}?$")
"""What stands before an absence that has not come."""

ANOTHER: Final = Signs(
    rf"\b(?:anmäl\w*|rapportera\w*) (?:\w+ ){{0,2}}?(?:frånvaro\w*|sjuk) (?:för|åt) (?!{BODY}|{DAY}|möte|mig|oss|hela|del|ett|det|den|nästa|sammanträde)\w",
    r"\banmäl\w* (?:\w+ ){0,3}?att (?!jag\b|vi\b|man\b)\w+",
    rf"\b{PERSON}\b",
    r"\b(?:hans|hennes|hens|deras)\b",
)
"""Somebody else's absence, whatever the verb."""
WRITER: Final = frozenset({"jag", "vi"})
NOT_WORDS: Final = frozenset({"inte", "ej", "icke"})
NOBODY: Final = frozenset(
    undotted(
        """hej hejsan hallå tja god godmorgon godkväll morgon dag kväll eftermiddag nej ja jo jodå tack ok okej oj aj usch
        tyvärr dessvärre beklagar sorry ledsen härmed nog alltså därför då kanske så och men att eftersom för även också nu idag just
        som med återigen igen absolut faktiskt verkligen heller antagligen troligen sannolikt förmodligen dock själv ingen helt akut
        blir är har får fått blivit måste behöver kan kommer vill ska skulle åker reser går sitter missar vet ser se tror ber be få säga
        hälsa lämna meddela meddelar anmäl anmäla kalla gärna bara till på i den det där här vid om från hela under mellan kl alla
        inte ej en ett mötet mötena möte mitt min mina vab sjuk"""
    ).split()
)
"""What may stand before "kan inte komma" without being somebody."""
A_MEETING: Final = Signs(MEETING)
THINGS: Final = Signs(
    r"\b(?:buss|tåg|bil|flyg|läkar|patient|länk|bilag|kallels|inbjud|möte|dator|hiss|dokument|handling|protokoll|pengar|lokal|rum|post)\w*",
    r"\b(?:teams|outlook|slack|wifi|systemet|det|den|detta|du|ni|man|någon|nån|vem|ingen)\b",
)
"""Nobody whom a coordinator reports absent."""
