namespace SafetyML.LinearText;

/// <summary>The class of a word, by the hash of its lower-case form.</summary>
internal static class WordClasses
{
    private static readonly (WordClass Class, string Words)[] Lists =
    [
        (WordClass.I, "i i'm im i've i'd i'll me my myself"),
        (WordClass.We, "we we're let's us our"),
        (WordClass.You, "you your you're yourself yours"),
        (WordClass.Cannot, "can't cannot cant couldn't won't unable unwilling wouldn't"),
        (WordClass.Not, "not no never don't isn't doesn't nor didn't aren't wasn't without none nothing there's dont haven't hasn't neither"),
        (WordClass.Able, "able allowed permitted comfortable capable possible supposed willing feasible"),
        (WordClass.Help, "help assist provide give offer answer respond fulfill fulfil comply support share discuss create write generate engage continue complete produce tell "
            + "disclose reveal supply advise facilitate participate satisfy explain describe assisting providing helping giving offering discussing creating writing generating "
            + "engaging sharing fulfilling supporting complying responding answering proceed teach show endorse condone promote encouraging promoting condoning"),
        (WordClass.Matter, "request requests information instructions instruction guidance advice assistance details content task topic query answers response prompt inquiry material"),
        (WordClass.Sorry, "sorry apologize apologise apologies regret regretfully unfortunately afraid apology"),
        (WordClass.Hear, "hear loss heard feeling feel"),
        (WordClass.Machine, "ai assistant language model chatbot openai llm programmed programming guidelines policy policies designed trained developer capabilities knowledge database access"),
        (WordClass.Wrong, "illegal unethical inappropriate immoral unlawful wrong offensive unacceptable discriminatory hateful derogatory disrespectful irresponsible insensitive "
            + "illegally unsafe problematic inaccurate false misleading untrue prohibited forbidden wrongful unjust stereotypes stereotype bias biased prejudice"),
        (WordClass.Right, "appropriate ethical acceptable legal respectful accurate ethically morally legally responsible fair moral okay justifiable"),
        (WordClass.Important, "important note remember crucial essential recognize worth acknowledge emphasize prioritize respect consider vital aware mind point clarify"),
        (WordClass.Contrast, "however but instead although though while nevertheless rather alternatively despite yet still nonetheless"),
        (WordClass.Decline, "decline refuse reject refrain avoid refusing declining must"),
        (WordClass.Advisor, "seek professional consult therapist counselor lawyer authorities doctor contact hotline counseling attorney professionals mental police emergency enforcement"),
        (WordClass.Offering, "here following steps step tips ways example follow below guide methods"),
        (WordClass.Agreement, "sure certainly absolutely course yes happy glad great definitely ok"),
        (WordClass.Encourage, "encourage urge suggest recommend recommended suggesting recommending advisable advised"),
        (WordClass.Law, "law laws crime crimes criminal charges consequences imprisonment prison punishable penalties violation violates violate rights"),
        (WordClass.If, "if unless whether"),
        (WordClass.Question, "question questions ask asking asked"),
        (WordClass.Should, "should shouldn't ought"),
        (WordClass.Understand, "understand appreciate see know realize"),
        (WordClass.Harm, "harm harmful dangerous violent violence harming hurt hurting danger risks risk risky injury death abuse kill killing damage activities activity behavior acts actions"),
        (WordClass.Secret, "private privacy personal confidential publicly sensitive public consent available identity"),
        (WordClass.Unreal, "fictional character fiction hypothetical historical evidence factual scientific inherently"),
        (WordClass.Believe, "believe think opinion opinions beliefs based purpose"),
    ];

    // Open addressing over a table at most a quarter full: faster than a dictionary, and every word of every answer is looked up.
    private const int Slots = 2048;
    private static readonly uint[] Keys = new uint[Slots];
    private static readonly WordClass[] Values = Build();

    public static WordClass Of(uint hash)
    {
        for (var slot = hash & (Slots - 1); Values[slot] != WordClass.None; slot = (slot + 1) & (Slots - 1))
            if (Keys[slot] == hash)
                return Values[slot];
        return WordClass.None;
    }

    private static WordClass[] Build()
    {
        var values = new WordClass[Slots];
        foreach (var (wordClass, words) in Lists)
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var slot = TextHash.OfWord(word) & (Slots - 1);
                while (values[slot] != WordClass.None)
                    slot = (slot + 1) & (Slots - 1);
                (Keys[slot], values[slot]) = (TextHash.OfWord(word), wordClass);
            }
        return values;
    }
}
