namespace PretrainTinyBase.Grammar;

/// <summary>Everyday questions with one right answer each.</summary>
internal static class Facts
{
    private static readonly string[] Opposites = Pairs(
        "hot:cold big:small fast:slow up:down wet:dry loud:quiet light:heavy new:old full:empty "
        + "hard:soft early:late open:closed happy:sad rich:poor thick:thin near:far");

    private static readonly string[] Colours = Pairs(
        "lemon:yellow tomato:red leaf:green sky:blue snow:white coal:black carrot:orange plum:purple mouse:grey rose:pink");

    private static readonly string[] Sounds = Pairs("cow:moo dog:woof cat:meow duck:quack sheep:baa pig:oink bee:buzz owl:hoot frog:croak lion:roar");

    public static IEnumerable<Request> All() => [.. OfOpposites(), .. OfColours(), .. OfSounds(), .. OfSums()];

    private static IEnumerable<Request> OfOpposites() =>
        from pair in Opposites
        let words = pair.Split(':')
        from way in new[] { (From: words[0], To: words[1]), (From: words[1], To: words[0]) }
        from question in new[]
        {
            "What is the opposite of {0}?", "Name the opposite of {0}.", "Give the word that means the opposite of {0}.", "Tell me the opposite of {0}.",
        }
        select new Request(string.Format(question, way.From), $"The opposite of {way.From} is {way.To}.");

    private static IEnumerable<Request> OfColours() =>
        from pair in Colours
        let words = pair.Split(':')
        from question in new[] { "What is the colour of {0}?", "Name the colour of {0}.", "Tell me the colour of {0}.", "Which colour has {0}?" }
        select new Request(string.Format(question, words[0]), $"The colour of {words[0]} is {words[1]}.");

    private static IEnumerable<Request> OfSounds() =>
        from pair in Sounds
        let words = pair.Split(':')
        from question in new[] { "What is the sound of a {0}?", "Name the sound of a {0}.", "Tell me the sound of a {0}.", "Which sound makes a {0}?" }
        select new Request(string.Format(question, words[0]), $"The sound of a {words[0]} is {words[1]}.");

    private static IEnumerable<Request> OfSums() =>
        from a in Enumerable.Range(0, 10)
        from b in Enumerable.Range(0, 10)
        from question in new[] { "What is {0} plus {1}?", "Add {0} and {1}.", "Tell me the sum of {0} and {1}." }
        select new Request(string.Format(question, a, b), $"{a} plus {b} is {a + b}.");

    private static string[] Pairs(string pairs) => pairs.Split(' ');
}
