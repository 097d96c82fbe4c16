"""The declared rules by which a plan is recognised: all that the importer knows of words."""

from __future__ import annotations

import re


def listed(text: str) -> frozenset[str]:
    """The words of a text, which is easier to read and to add to than a list of strings."""
    return frozenset(text.split())


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# --- headings -------------------------------------------------------------------------------------

# 'Priority 1: ...', 'Priority One - ...', 'Pledge 3. ...', 'Strategic Objective 2 - ...',
# 'Priority A: ...'
PRIORITY = re.compile(
    r"(?:strategic |key |my |our )?"
    r"(?:priority|pledge|promise|objective|aim|goal|ambition|theme)\s+(?:area\s+)?"
    rf"(?:\d{{1,2}}|(?-i:[A-H])(?=\s*[:.–—-])|{'|'.join(NUMBERS)})\b"
    r"\s*[:.–—-]*\s*(?P<title>.*)$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?P<title>[^\W\d].*)$")
MEASURING = _any(
    r"^measur(?:ing|es of|ement of) (?:our |my )?(?:success|progress|performance)\b",
    r"^(?:success|performance|key performance) (?:measures|indicators)\b",
    r"^how (?:(?:will|can|should) )?(?:we|i|you|people)(?:['’]ll)? (?:(?:will|can|should) )?"
    r"(?:measure|know|tell|judge)\b",
    r"^(?:we|i|you) (?:will|shall|can|should) (?:measure|judge|track) "
    r"(?:this|it|these|success|progress|us|me|our|my)\b",
    r"^(?:success|progress|this) will be (?:measured|judged)\b",
    r"^what (?:will )?(?:success|good) (?:will )?looks? like\b",
    r"^(?:our |my |the )?(?:measures|indicators)\s*(?::|$)",
)
OBJECTIVES = _any(
    r"^(?:key |our |my |strategic |the )*(?:objectives|outcomes|aims)\s*(?::|$)",
    r"^(?:key|strategic) (?:objectives|outcomes|aims)\b",
    r"^what (?:do )?we (?:plan|want|hope|aim) to achieve\b",
)
STATEMENTS = _any(
    r"^headlines?\b",
    r"^key (?:facts|figures|findings|statistics)\b",
    r"^facts and figures\b",
    r"^(?:outcomes|results) achieved\b",
    r"^the (?:picture|evidence|facts)\b",
)
NEXT_STEPS = _any(r"\bway ahead\b", r"\bnext steps\b", r"^looking ahead\b", r"^forward look\b")
CONTENTS = _any(r"^(?:table of )?contents\b")
FURNITURE = _any(
    r"^skip to (?:main )?content$",
    r"^back to top$",
    r"^print this page$",
    r"^share this\b",
    r"^cookies?\b",
    r"^(?:page )?\d{1,3}(?: of \d{1,3}| ?\| ?.*)?$",
    r"^draft$",
    r"^version [\d.]+$",
    r"^www\.\S+$",
    r"^chapter \w+$",
)

# Sections that end a priority wherever their heading stands.
SECTIONS = {
    "foreword": _any(r"^(?:foreword|introduction|welcome|preface|executive summary)\b"),
    "area": _any(r"^(?:about )?(?:our|the|your) (?:policing |local |force )?area\b"),
    "vision": _any(r"^(?:my |our |the )?(?:vision|mission)\b"),
    "principles": _any(r"^(?:my |our |guiding |key )*(?:principles|values)\b"),
    "roles": _any(r"^roles? and (?:responsibilit|function|dut)", r"^(?:statutory )?duties$"),
    "requirement": _any(r"strategic policing requirement", r"^national threats\b"),
    "national": _any(
        r"national (?:crime and policing|policing) (?:measures|priorities)",
        r"national (?:performance )?(?:measures|priorities|outcomes)$",
    ),
    "strategies": _any(
        r"^(?:national|regional)\b.*\b(?:strateg|polic(?:y|ies)\b)",
        r"^policing vision\b",
        r"^support(?:ing)? national\b",
    ),
    "collaborations": _any(r"\bcollaborations$", r"^regional (?:working|collaboration)"),
    "partnership": _any(
        r"co-?operation (?:and|&) collaboration",
        r"^(?:working in partnership|partnership working)",
        r"^working (?:together|with (?:others|partners))$",
    ),
    "budget": _any(
        r"\bbudget\b",
        r"\bprecept\b",
        r"^(?:our |police )?(?:funding|finances?|resources)\b",
    ),
    "monitoring": _any(r"^(?:strategic )?overview\b", r"^governance\b", r"^holding to account\b"),
}
# Sections whose headings may also be themes inside a priority.
WEAK_SECTIONS = {
    "engagement": _any(r"^(?:public )?(?:engagement|consultation|listening)\b", r"^your voice\b"),
    "monitoring": _any(r"^(?:monitoring|accountability|scrutiny|performance|delivery)\b"),
}
BOARD = re.compile(r"(?P<kind>board|partnerships?|panel|sub-?group|group)$", re.IGNORECASE)
ROLES = {
    "local policing body": _any(
        r"^(?:the )?(?:o?pcc|police and crime commissioner|police,? fire and crime commissioner)$",
        r"^(?:the )?mayor$",
        r"^(?:the )?policing and crime board$",
        r"\blocal policing body\b",
    ),
    "chief officer": _any(r"^(?:the )?(?:chief constable|commissioner of police)$"),
    "panel": _any(r"\bpanel$"),
    "partnership": _any(r"\bpartnerships?$"),
}

# --- promises -------------------------------------------------------------------------------------

# What announces a list of promises; 'will:' and 'including:' end a sentence.
PROMISING = _any(
    r"^(?:i|we) (?:am|are)\s*:?$",
    r"\b(?:i|we|they) (?:will|shall)(?: be)?\s*:?$",
    r"\bwill\s*:?$",
    r"\bincluding\s*:$",
    r"^(?:our|my) (?:commitments|pledges|promises)\b",
    r"^(?:key )?(?:commitments|pledges|promises)\s*:?$",
    r"^(?:i|we) (?:commit|pledge|promise)",
    r"^(?:actions|what (?:(?:i|we) will|(?:i|we)['’]ll) do)\b",
    r"^what (?:we are|we['’]re|i am|i['’]m) (?:going to do|doing)\b",
)
LEADING = _any(
    r":$",
    r"\b(?:include|are|is|of|will|to|includes)$",
    r"^(?:i|we) (?:am|are)$",
    r"^(?:our|my) (?:commitments|pledges|promises)$",
)
_ADVERBS = (
    r"(?:(?:also|therefore|always|now|then|thus|further|regularly|only|each|both|continually|"
    r"actively) )?"
)
_NOT = r"(?!not\b|never\b|be able\b|be pleased\b|need\b|have to\b|see\b(?! (?:that|to)\b))"
_FREE = r"(?<!how )(?<!what )(?<!where )(?<!when )(?<!which )(?<!if )"  # not a clause about one
_BODIES = (
    r"(?:constabulary|police|force|commissioner|opcc|office|partnership|council|mayor|board|panel|"
    r"authority|team|chief constable)"
)
# A sentence that binds its author, wherever it stands.
STRONG = _any(
    rf"{_FREE}\b(?:i|we) {_ADVERBS}(?:will|shall) {_ADVERBS}{_NOT}\w",
    rf"\b(?:i|we)['’]ll {_ADVERBS}{_NOT}\w",
    # What will not be done is promised too, unless it is said to be out of reach.
    r"^(?:i|we) (?:will|shall) (?:not|never) (?!be (?:able|in)\b|know\b|have\b|need\b)\w",
    rf"\b(?:the|my|our) (?:[\w-]+ ){{0,4}}{_BODIES} {_ADVERBS}(?:will|shall) {_ADVERBS}{_NOT}\w",
    r"\b(?:progress|performance|outcomes|results|plans?) will be (?:\w+ )?"
    r"(?:report|publish|achiev|review|monitor|deliver)\w*",
)
# A sentence that binds its author where the plan speaks of what is to be done.
SOFT = _any(
    rf"\b(?:i am|we are|i['’]m|we['’]re) {_ADVERBS}(?!concerned|pleased|proud|aware)\w+ing\b",
    rf"\b(?:i|we) {_ADVERBS}(?:want|aim|intend|seek|would like|plan|hope) to \w",
    r"\b(?:i am|we are) (?:keen|committed|determined) to \w",
    rf"\bthe {_BODIES} (?:wants?|aims?|intends?|must) (?:to )?\w",
    r"^the aim (?:of this|here)? ?is to \w",
    rf"\b(?:i|we) {_ADVERBS}(?:expect|require|ask) the {_BODIES} to \w",
    r"^(?:every|each|no|all) .{1,80}? will \w",
    r"^[A-Z][\w'’ -]{1,60} will (?:get|receive|be (?:given|offered))\b",
)
# Verbs at the beginning of a promise in a list, in their plain form.
VERBS = listed(
    "accelerate achieve act address adopt advocate agree aim allocate allow appoint ask "
    "assess back ban bring broaden build campaign challenge champion change close collaborate "
    "combat commission commit complete conduct continue convene coordinate create cut deal "
    "deliver demand deploy design develop direct disrupt distribute divert double draw drive "
    "educate embed employ empower enable encourage end enforce engage enhance ensure "
    "establish evaluate examine expand explore extend facilitate focus fund get give grow "
    "guarantee halt help hire hit hold identify implement improve increase influence install "
    "integrate introduce invest involve keep launch lead listen lobby maintain make map "
    "maximise meet minimise monitor offer open organise oversee pilot press prevent "
    "prioritise produce promote protect provide publish push put raise rebuild recruit reduce "
    "refocus reform reinstate remove renew reopen replace represent require resist restore "
    "retain review reward run safeguard scrutinise secure seek set share simplify speed stop "
    "strengthen support sustain tackle target test train transform treat trial update upgrade "
    "use work "
)
BY = re.compile(
    r"\bby (?:the end of |end of |summer |spring |autumn |winter )?"
    r"(?:(?P<month>january|february|march|april|may|june|july|august|september|october|november|"
    r"december) )?(?P<year>20\d\d)(?:[-–/](?P<next>\d\d(?:\d\d)?))?\b",
    re.IGNORECASE,
)
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

# --- figures and claims ---------------------------------------------------------------------------

FIGURE = re.compile(r"\d")
CHANGED = _any(
    r"\b(?:fell|fall(?:en|s)?|rose|risen?|rise|reduced|reduction|increas\w*|decreas\w*|up|down|"
    r"doubled|halved|grew|grown|dropped|cut|more than|fewer than|compared)\b",
)
DONE = re.compile(
    r"(?:[\w/&'’ .:-]{0,60}?\b)?(?:appointed|published|commissioned|delivered|developed|exceeded|"
    r"supported|mobilised|launched|secured|opened|completed|caused|worked|engaged|funded|bid|"
    r"set up|introduced|established|created)\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"£\s?(?P<value>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>m|million|bn|billion|k|thousand)?\b",
    re.IGNORECASE,
)
SCALES = {"m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "k": 1e3, "thousand": 1e3}
BUDGET_KINDS = {
    "precept": _any(r"\bprecept\b", r"\bcouncil tax\b"),
    "central grant": _any(r"\bgrants?\b"),
    "reserves": _any(r"\breserves\b"),
    "investment": _any(r"\binvest"),
    "total": _any(r"^(?:total |our |the )?budget of\b", r"\btotal budget\b"),
}
LESS = _any(r"^(?:reduc|fewer|less|decreas|lower|fall|stopping|shorter)")
MORE = _any(r"^(?:increas|more|improv|higher|greater|rise)")

# --- what was left open ---------------------------------------------------------------------------

PLACEHOLDER = re.compile(
    r"£?\b(?:INSERT|TBC|TBD|TBA|XX+)\b|\[[^\[\]]+\]\(#\)|\((?:hyperlink|link)\)|\[insert[^\]]*\]"
    r"|\b(?:section|graphic|map|table|chart|figure|page)s? (?:will|to) be (?:completed|produced|"
    r"inserted|added)\b|\bto be (?:confirmed|determined)\b"
)
CUT_OFF = re.compile(r"\b(?:and|or|the|of|to|with|for|by)$")

THREATS = {
    "terrorism": _any(r"\bterroris"),
    "public-order": _any(r"\bpublic (?:dis)?order\b"),
    "serious-and-organised-crime": _any(r"\borganised crim"),
    "child-sexual-abuse": _any(r"\bchild sex"),
    "civil-emergencies": _any(r"\bcivil emergenc"),
    "national-cyber-incident": _any(r"\bcyber"),
    "violence-against-women-and-girls": _any(r"\bwomen and girls\b"),
}
NATIONAL = {
    "homicide": _any(r"\bhomicide", r"\bmurder"),
    "serious-violence": _any(r"\bserious violence\b"),
    "drugs-and-county-lines": _any(r"\bdrugs?\b", r"\bcounty lines\b"),
    "neighbourhood-crime": _any(r"\bneighbourhood crime\b"),
    "cyber-crime": _any(r"\bcyber"),
    "victim-satisfaction": _any(r"\bvictims?\b"),
}
KINDS = {
    "report": _any(
        r"\b(?:presentation|report|update) to (?:the )?(?:police and crime )?panel\b",
        r"\b(?:annual|performance|quarterly) report\b",
    ),
    "community safety plan": _any(r"\bcommunity safety (?:partnership )?(?:plan|strategy)\b"),
    "delivery plan": _any(r"\bdelivery plan\b"),
    "manifesto": _any(
        r"\bmanifesto\b", r"^(?:labour|conservatives?|liberal democrats?|greens?) will$"
    ),
}
