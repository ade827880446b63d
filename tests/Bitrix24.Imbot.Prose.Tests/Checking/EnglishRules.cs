namespace Bitrix24.Imbot.Prose.Tests.Checking;

/// <summary>Phrases that a reader has to decode, with plain ones to use instead.</summary>
internal static class EnglishRules
{
    public const int MaxWords = 35;

    public static IReadOnlyList<PhraseRule> Phrases { get; } =
    [
        new("is-no", @"(?i)(?<!\bthere |\bthere seems to |\bthere can |\bthere may |\bthere must |\bthere has |\bthere have )\b(?:is|are|was|were|be|been) no\b(?= \w)(?! (?:longer|more|later|earlier|fewer|less|larger|older|newer|better|worse)\b)", "write 'is not a' or 'isn't a'."),
        new("nothing-but", @"(?i)\bnothing but\b", "write 'only'."),
        new("stands", @"(?i)\b(?:stands?|stood|standing)\b(?! (?:for|in for|out|by|still)\b)(?!-in)", "write 'is'."),
        new("lies", @"(?i)(?<!\b(?:a|white) )\b(?:lies|lay|lain|lie)\b", "write 'is'."),
        new("behind", @"(?i)(?<!\bleft )\bbehind\b(?! (?:an? |the |your |its |one )?(?:[\w']+ )?(?:prox(?:y|ies)|firewalls?|balancer|NAT|gateway|scenes|router|server|back|buttons?)\b)", "write 'after', or name the relation."),
        new("besides", @"(?i)\bbesides\b", "write 'also' or 'in addition to'."),
        new("for-good", @"(?i)\bfor good\b(?! \w)", "write 'permanently'."),
        new("for-ever", @"(?i)\bfor ever\b", "write 'forever' or 'indefinitely'."),
        new("whoever", @"(?i)\b(?:whoever|whomever|somebody)\b|^Whatever\b", "name who or what it is: 'you', 'the person', 'someone'."),
        new("anew", @"(?i)\banew\b", "write 'again'."),
        new("by-itself", @"(?i)\b(?:by|of) (?:itself|themselves)\b", "write 'automatically', 'separately', or 'alone'."),
        new("all-the-same", @"(?i)\ball the same\b", "write 'anyway' or 'still'."),
        new("shall", @"(?i)\bshall\b", "write 'must' or 'should'."),
        new("is-to-be", @"(?i)\b(?:is|are|was|were) to be\b", "write 'must be', 'should be', or 'will be'."),
        new("mend", @"(?i)\b(?:mend|mends|mended|mending)\b", "write 'fix'."),
        new("slip", @"(?i)\b(?:slip|slips|slipped)\b(?! (?:in|into|through)\b)", "write 'typo' or 'mistake'."),
        new("blanks", @"(?i)\bblanks\b", "write 'spaces'."),
        new("hears", @"(?i)\b(?:hears?|heard)\b", "write 'receives' or 'is told'."),
        new("also-when", @"(?i)\balso (?:when|where|if|after|before|while)\b", "write 'even if', or a sentence of its own."),
        new("else", @"(?i)(?<!\b(?:or|no one|some(?:one|thing|where|body)|any(?:one|thing|where|body)|every(?:one|thing|where|body)|nothing|nowhere|nobody|what|where|who|if|all|an|the) )\belse\b", "write 'otherwise'."),
        new("give-back", @"(?i)\b(?:give|gives|gave|given|takes?|took|taken|makes?|made|brings?|brought) (?:\w+ ){0,4}back\b", "write 'return', 'remove', or 'restore'."),
        new("make-of", @"(?i)\b(?:make|makes|making) of\b", "write how it is handled or converted."),
        new("is-of", @"(?i)\b(?:is|are|was|were) of (?:an?|the|this|that|another|its)\b(?! (?:kind|type|form|same|size))", "write 'belongs to' or 'comes from'."),
        new("not-whole", @"(?i)\b(?:not|no) whole\b", "write 'incomplete'."),
        new("holds-for", @"(?i)\b(?:hold|holds) (?:here|there|as well|too|true)\b|\b(?:same|this|that|it|what|rule|right) (?:can )?holds? for\b", "write 'applies'."),
        new("not-by-us", @"(?i)\b(?:run|tried|tested|measured) by us\b", "write 'not tested'."),
        new("lines-to-paste", @"(?i)\blines to paste\b", "write 'setup commands'."),
        new("machine's-portal", @"(?i)\b(?:this machine's portal|portal (?:of|on) this machine|emulated portal of this)\b", "write 'the emulator'."),
        new("old-word", @"(?i)\b(?:thereof|therein|thereto|therewith|thereupon|hereby|herein|whereof|wherein|whereby|wherewith|whence|hence|thence|hither|thither|hitherto|lest|upon|albeit|amongst|whilst|oneself|nought|naught|save for|as yet|ere)\b", "use a word of today."),
        new("in-which-opener", @"^(?:In|On|At|To|From|With|By|For) which\b", "begin with the subject."),
        new("inverted-place", @"^(?:Below|Above|Beside|Beneath|Behind|Under|Over|In|On|At|With|Between|Within|Among|Before|After|To|From)(?: (?:the|an?|its|each|every|this|that|these|those|all))?(?: (?!(?:the|an?|its?|they|you|we|this|that|these|those|which)\b)[\w'-]+){1,4} (?:stands?|lies?|comes?|goes|sits?|hangs?|belongs?|remains|follows) (?:an?|the|its|what|how|one|two|every|each|no|nothing|everything|all)\b", "begin with the subject: 'The list is below the table.'", inFragments: false),
        new("inverted-of", @"^Of (?!course\b)(?:the|an?|its|all|several|these|those|them|each|every|what|other|some)\b(?! \d)[^,]*$", "begin with the subject.", inFragments: false),
        new("inverted-participle", @"^(?:Not |Never |Also |Only |Still |Then )?(?:Known|Allowed|Needed|Given|Sent|Kept|Meant|Left|Written|Shown|Taken|Held|Told|Asked|Counted|Refused|Missing|Ignored|Listed|Tested|Measured|Compared|Excluded|Included|Read|Checked|Stored|Different|New|Gone|Lost|Free|Enough) (?:is|are|was|were|stays?|remains?)\b", "begin with the subject."),
        new("inverted-negative", @"^(?:Nor|Neither|Never|Only (?:then|when|if|after|where|there|here)|Not only|Not (?:until|even)) .*?\b(?:is|are|was|were|do|does|did|can|may|must|will|has|have) (?:it|they|the|an?|this|that|its|you|he|she)\b", "begin with the subject."),
        new("clause-subject", @"^(?:What|Whatever|Whoever|Who|Which|Where)\b(?!.*\?$)(?=.*[.]$)(?:(?!,).)+?\b(?:is|are|was|were|has|have|do|does|did|can|may|must|will|goes|comes|gets?|needs?|ends?|stays?|fails?|works?|counts?|means?|belongs?|appears?|arrives?|remains?|becomes?)\b(?: not)? (?:(?!(?:and|or|but|that|which|when|if|as|because|than)\b)[\w'-]+ ){0,9}?(?:(?:is|are|was|were|goes|comes|gets?|needs?|ends?|stays?|fails?|works?|counts?|means?|belongs?|appears?|arrives?|remains?|becomes?|can|may|must|will|does)\b)", "begin with a noun as the subject.", inFragments: false),
        new("clause-where", @"^Where\b(?! to\b)(?!.*\?$)[^.:]*, ", "write 'If' or 'When'.", inFragments: false),
        new("bare-verb", @"^(?:Gives|Has the|Makes (?:an?|of)(?! (?:[\w-]+ )?call\b| \w+ (?:the|this)\b))\b", "write 'Gets', 'Creates', 'Returns', or 'Reports'.", inFragments: false),
        new("says-that", @"^Says (?:that|what|who|whether|how|which)\b", "write 'Reports' or 'Specifies'.", inFragments: false),
        new("lower-case-id", @"(?<![\w$.'-])(?:id|ids)\b(?![\w.=:'-])", "write 'ID'."),
        new("a-thing", @"(?i)\b(?:a thing|such things?|the thing)\b", "name it."),
    ];

    public static Finding? CheckLength(Sentence sentence) =>
        !sentence.IsFragment && sentence.Words > MaxWords ? new Finding(sentence, "length", $"{sentence.Words} words; at most {MaxWords}.") : null;
}
