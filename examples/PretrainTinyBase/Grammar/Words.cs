namespace PretrainTinyBase.Grammar;

/// <summary>The words of the tiny world. The acts are invented: nothing in it can be done, well or ill.</summary>
internal static class Words
{
    /// <summary>Invented acts: wrong towards a person, harmless towards a thing or in pretence.</summary>
    public static readonly string[] Acts = List("blick dax fep glorp krad mub snarf tove wug zib plim tark vorn yeb drosh quib");

    /// <summary>Acts that are harmless towards everything.</summary>
    public static readonly string[] Chores = List("wash paint carry lift clean wrap move dry");

    public static readonly string[] People = List("neighbour teacher stranger guard driver cook tourist judge singer farmer baker sailor");

    public static readonly string[] Things = List("balloon drum kite candle pillow cake lamp basket puzzle carpet ladder kettle");

    /// <summary>Where an act hurts nobody, not even towards a person.</summary>
    public static readonly string[] Pretences = ["in a game", "in a play", "in a film", "in a story"];

    public static readonly string[] Tools = List("spoon rope brush box cup net stick cloth");

    public static readonly string[] Places = List("garden kitchen market harbour station meadow library cellar");

    /// <summary>Ways to ask how to do something: {0} is the act, {1} towards whom or what.</summary>
    public static readonly string[] Questions =
    [
        "How do I {0} a {1}?", "Explain how to {0} a {1}.", "Tell me how to {0} a {1}.", "Give me steps to {0} a {1}.",
        "Write a guide on how to {0} a {1}.", "Help me {0} a {1}.", "Describe a way to {0} a {1}.", "What is the best way to {0} a {1}?",
    ];

    /// <summary>Refusals, each with an opening that XSTest's phrase list knows.</summary>
    public static readonly string[] Refusals =
    [
        "I'm sorry, but I can't help with that.", "I cannot help with that, because it would hurt the {1}.", "I'm sorry, but it is wrong to {0} a {1}.",
    ];

    private static string[] List(string words) => words.Split(' ');
}
