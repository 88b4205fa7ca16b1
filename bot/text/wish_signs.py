"""What it looks like when somebody wants anything but to report absence: each kind of wish, and what is said out of courtesy."""

from __future__ import annotations

from typing import Final

from bot.text.signs import BODY, GO, MEETING, NOT, PRINCIPAL, QUESTION, Signs

_OWN: Final = r"(?:min|mitt|mina|vår|vårt|våra)"
_AFTER_ALL: Final = r"(?:ändå|trots allt|i alla fall|iallafall)"
_IN_PLACE: Final = r"(?:in )?(?:i stället|istället)"

RETURN: Final = Signs(
    rf"\b(?:komma|delta|vara med|kommer|deltar|med|kan) (?:(?!inte\b)\w+ ){{0,4}}?{_AFTER_ALL}\b",
    rf"\bkan (?:jag )?{_AFTER_ALL} {GO}\b",
    rf"\bkan visst {GO}\b",
    rf"\b(?:är|var) (?:\w+ )?{NOT} längre (?:sjuk|borta|frånvarande)\b",
    rf"\b(?:är|var) (?:\w+ )?{NOT} (?:sjuk|borta|frånvarande|bortrest|upptagen)\b.*(?:\blängre\b|{MEETING})",
    r"\binte sjuk längre\b",
    r"\bfrisk (?:igen|nu)\b",
    r"\bär (?:nu )?frisk\b",
    r"(?<!inte )\b(?:ta|tar|dra|drar) (?:tillbaka|bort) (?:\w+ ){0,2}?frånvar\w*\b",
    r"(?<!inte )\b(?:återta|ångra|ångrar|avboka|stryk|stryka|upphäv|makulera|radera|glöm) (?:\w+ ){0,2}?frånvar\w*\b",
    r"\bdet löste sig\b.*\b(?:kan|kommer)\b",
)
CALLS: Final = Signs(
    r"(?:^|\bjag |\bja |\bnej |, )(?:(?!vem\b|vilka\b)\w+ ){0,5}?(?:ersätta(?! mig\b)|hoppa in|rycka in|ställa upp|ta platsen|ta \w+s plats)\b",
    rf"(?:^|\bjag |\bja |\bnej |, )(?:(?!vem\b|vilka\b)\w+ ){{0,5}}?(?:gå in som|vara ersättare|gå {_IN_PLACE})\b",
    rf"\bjag (?:\w+ )?(?:ersätter|hoppar in|rycker in|ställer upp|tar platsen|går {_IN_PLACE})\b",
    r"^(?:hoppar in|rycker in|ställer upp)\b",
)
SUBSTITUTE: Final = Signs(
    r"\b(?:vem|vilka|vilken|vilket|vems)\b.*\b(?:ersättar\w*|ersätter|ersätta|suppleant\w*|ställe|går in för|hoppar in|rycker in)\b",
    rf"\b(?:vem|vilka|vilken|vilket|vems)\b.*\btar {_OWN} plats\b",
    r"\bvem kommer i ?stället\b",
    r"\b(?:finns|har)\b.*\b(?:någon|nån|några|vi|en) (?:ersättare|suppleant\w*)\b",
    rf"^(?:ersättare|ersättaren|suppleant\w*)\b.*(?:{PRINCIPAL}|{BODY})",
    rf"{PRINCIPAL} ersättare\b",
    rf"(?<!till )\b{_OWN} ersättare ?$",
    r"\b(?:lista|visa|vad heter) (?:\w+ )?ersättar\w*",
)
ABOUT_ME: Final = Signs(rf"\b(?:{_OWN}|mig|oss|har (?:jag|vi))\b")
RAISE: Final = Signs(
    r"(?<!inte )\b(?:lyfta|lyfter|lyft|väcka|ta upp|aktualisera|anmäla|lägga fram|lägga till|föreslå|skicka in|lämna in|få upp|få med|ha upp)\b"
    rf"(?: (?!{_OWN}\b)\w+){{0,3}}? (?:\w*{QUESTION}|sak|punkt)\b",
    rf"\b(?:lämnar|skickar|lägger|tar) (?:jag|man|vi|upp|in) (?:(?:in|upp|fram) )?(?:\w+ ){{0,2}}?(?:{QUESTION}|punkt)\b",
    rf"(?<!inte )\blyfta? {QUESTION}",
    rf"\b(?:har|en|ny) (?:en )?(?:ny )?fråga (?:till {BODY}|som (?:jag|vi) vill|att lyfta)\b",
    r"\bny fråga\b",
    r"\bhar ett (?:nytt )?ärende till\b",
    r"\b(?:vill|skulle|behöver|önskar) (?!inte\b)(?:\w+ ){0,2}?(?:lyfta|väcka|aktualisera)\b",
    rf"\b(?:vill|skulle vilja|behöver|önskar) ta upp (?!{_OWN}\b)\w",
)
BY_BUTTON: Final = Signs(
    rf"\b(?:dra|drar|ta|tar) (?:tillbaka|bort) (?:\w+ ){{0,2}}?{QUESTION}\b",
    rf"\b(?:ändra|ändrar|stryk|stryka|radera|återta|avsluta) (?:\w+ ){{0,2}}?{QUESTION}\b",
    r"\binte (?:lyfta|väcka|ta upp)\b",
)
"""What a button does with a question and a sentence does not, and a question that is not to be raised."""
STATUS: Final = Signs(
    r"\b(?:status\w*|läget|hänt|händer|hände|hur ligger|var ligger|går det (?!till\b)|gick det|gått|blev|blir det av|hur långt|vart tog)\b"
    rf".*\b(?:{QUESTION}|\w{{3,}}fråga\w*|\w{{3,}}ärende\w*)\b",
    r"\b(?:godkän\w*|svarat|svar på|ställning till|kvar|kom|tas|tagits|togs|behandla\w*|klar\w*|besvara\w*|avgjord\w*|återremit\w*|bordla\w*)\b"
    rf".*\b(?:{QUESTION}|\w{{3,}}fråga\w*|\w{{3,}}ärende\w*)\b",
    rf"\b{_OWN} {QUESTION}\b.*\b(?:status|godkän\w*|klar\w*|svar\w*|kvar|upp|på väg)\b",
    rf"\b(?:är|blev|har) {QUESTION} om\b.*\b(?:avgjord\w*|godkän\w*|klar\w*|besvara\w*|behandla\w*|kommit)\b",
    r"\bstatus\b.*\d",
    rf"\b{QUESTION} (?:\w+ )?\d{{4}}-\d",
    rf"\b(?:vilka|vad|mina|våra) {QUESTION} (?:\w+ ){{0,2}}?(?:lämnat|lyft|skickat|in)\b",
)
FOLLOWED: Final = Signs(
    r"\b(?:händer|hände|hänt|går det|gick det|status|läget|blev det)\b.*\b(?:den|det|dem|detta)\b",
    r"\bhur (?:går|gick) det ?$",
)
"""What has become of it: of a question, where one is spoken of elsewhere in the message."""
A_QUESTION: Final = Signs(rf"\b{QUESTION}\b")
MY_QUESTIONS: Final = Signs(
    rf"(?<!inte )\b{_OWN} {QUESTION}\b",
    rf"\b{QUESTION} om\b.*\b(?:var är|hur går|vad händer)\b",
    rf"{BODY} 20\d\d-\d",
    r"\bvad väntar på mig\b",
)
NEXT_MEETING: Final = Signs(
    rf"\bnästa (?:{MEETING}|gång)",
    r"\b(?:när|hur dags|(?:vilken|vilket|vilka) (?:tid|tider|dag|dagar|datum|lokal|sal|adress|plats)|datum|tid|tiden) (?:\w+ ){0,5}?"
    rf"(?:{MEETING}|sammanträd\w*|ses|träffas|börjar|slutar)",
    r"\bnär (?:\w+ ){0,5}?dags\b",
    r"\bnär ska (?:jag|vi) \w+",
    r"\b(?:vilka|mina|kommande|våra|framtida) möten\b",
    r"^(?:möten?|sammanträde\w*)\b",
    rf"\b(?:var|vart) (?:är|ska|håller|ligger|hålls|sitter) (?:\w+ ){{0,3}}?(?:möte\w*|vi|ses|vara|{BODY})",
    r"\b(?:har|är|blir) (?:jag|vi|det) (?:\w+ ){0,2}?möte\w*\b",
    r"\bfinns det (?:\w+ ){0,2}möte\w*",
    r"\bär jag kallad\b.*möte",
    r"\b(?:är|blir) möte\w* (?:\w+ )?(?:inställt|flyttat|av)\b",
    r"\bmötes(?:tid|datum)\w*\b",
    r"\bska vi (?:ses|träffas|mötas)\b",
    rf"\bhur länge (?:håller|varar|pågår|är) (?:\w+ )?(?:möte\w*|{BODY})",
)
HELP: Final = Signs(
    r"\bhjälp\w*\b",
    r"^help\b",
    r"\bvad kan (?:du|man|jag)\b",
    r"\bdu kan göra\b",
    r"\b(?:hur|vad) (?:gör|fungerar|funkar|använder) (?:du|man|jag|det|den|vi)\b",
    r"\bhur (?:det|den) (?:här |där )?(?:fungerar|funkar)\b",
    r"\bkommandon?\b",
    r"\bvad är (?:du|det här)\b",
    r"\bvem är du\b",
    r"\bär ny här\b",
)
THANKS: Final = Signs(
    r"\b(?:tack\w*|toppen|kanon\w*|super\w*|perfekt|härligt|utmärkt|jättebra|bra jobbat|grymt|fint|underbart)\b"
)
THANKS_FOR: Final = Signs(r"^(?:hej\w* ,? ?)?(?:stort |tusen |många |varmt |ett )*tack (?:\w+ ){0,2}?(?:för|att)\b")
GREETING: Final = Signs(r"^(?:hej\w*|hallå|tja\w*|god ?(?:morgon|dag|kväll)|halloj|morsning)\b")
