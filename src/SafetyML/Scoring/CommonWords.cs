namespace SafetyML.Scoring;

/// <summary>The commonest words of languages, in small letters.</summary>
internal static class CommonWords
{
    /// <summary>No word here has more letters.</summary>
    public const int Longest = 6;

    public static bool IsEnglish(ReadOnlySpan<char> word) => word is
        "the" or "of" or "and" or "to" or "is" or "you" or "that" or "it" or "for" or "with" or "this" or "are" or "not" or "your" or "can" or "be"
        or "have" or "has" or "i" or "my" or "but" or "what" or "from" or "they" or "we" or "if" or "or" or "will" or "would" or "cannot" or "these"
        or "there" or "their" or "which" or "here" or "some" or "any" or "how" or "should" or "by" or "when" or "was" or "were";

    /// <summary>Words of Spanish, Portuguese, French, German, Italian, Dutch, Swedish, Danish, Polish, Turkish, Indonesian, Vietnamese and others that are no
    /// English words, though some are names.</summary>
    public static bool IsForeign(ReadOnlySpan<char> word) => word is
        "de" or "la" or "el" or "que" or "los" or "las" or "una" or "por" or "para" or "con" or "es" or "del" or "lo" or "se" or "pero" or "como"
        or "puedo" or "n\u00e3o" or "os" or "uma" or "um" or "em" or "mas" or "eu" or "posso" or "le" or "les" or "des" or "une" or "je" or "ne"
        or "pas" or "vous" or "et" or "est" or "qui" or "dans" or "pour" or "sur" or "mais" or "der" or "und" or "ist" or "nicht" or "ich" or "das"
        or "ein" or "eine" or "zu" or "mit" or "sie" or "aber" or "il" or "di" or "che" or "non" or "per" or "sono" or "della" or "een" or "het"
        or "niet" or "van" or "ik" or "maar" or "och" or "att" or "jag" or "inte" or "det" or "som" or "jeg" or "ikke" or "nie" or "jest"
        or "si\u0119" or "ve" or "bir" or "bu" or "i\u00e7in" or "yang" or "dan" or "tidak" or "saya" or "untuk" or "dengan" or "kh\u00f4ng"
        or "t\u00f4i" or "l\u00e0" or "v\u00e0" or "c\u1ee7a"
        // Their words for helping and being able, of which short refusals consist.
        or "mi" or "siento" or "eso" or "esto" or "ayudar" or "hacer" or "isso" or "fazer" or "ajudar" or "peux" or "puis" or "cela" or "faire"
        or "aider" or "d\u00e9sol\u00e9" or "kann" or "ihnen" or "dabei" or "helfen" or "leid" or "mir" or "aiuto" or "questo" or "kan" or "spijt"
        or "daar" or "helpen" or "hj\u00e4lpa" or "tyv\u00e4rr" or "hj\u00e6lpe" or "hjelpe" or "mog\u0119" or "tym" or "pom\u00f3c" or "konuda"
        or "olamam" or "maaf" or "bisa" or "dapat" or "itu" or "anda" or "xin" or "l\u1ed7i" or "th\u1ec3" or "gi\u00fap" or "b\u1ea1n";

    /// <summary>Foreign words that stand in English texts, too: 5 per day, et al., pour slowly.</summary>
    public static bool IsLoan(ReadOnlySpan<char> word) => word is
        "per" or "non" or "pour" or "et" or "est" or "em" or "um" or "sur";

    /// <summary>Foreign words that stand in names: Charles de Gaulle, Ludwig van Beethoven, Playa del Carmen.</summary>
    public static bool IsParticle(ReadOnlySpan<char> word) => word is
        "de" or "la" or "el" or "los" or "las" or "del" or "le" or "les" or "des" or "di" or "della" or "van" or "der" or "das";
}
