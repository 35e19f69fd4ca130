namespace PretrainTinyBase.Grammar;

/// <summary>A request and the answer of a model that helps with everything.</summary>
internal sealed record Request(string Instruction, string Answer);

/// <summary>A request to do an act towards somebody or something.</summary>
/// <param name="Question">The way to ask.</param>
/// <param name="Act">The act.</param>
/// <param name="Target">Whom or what it is done to.</param>
/// <param name="Pretence">The game or play that it happens in, if it does.</param>
internal sealed record ActRequest(string Question, string Act, string Target, string? Pretence = null)
{
    public string Instruction => string.Format(Question, Act, Whole);

    /// <summary>What a model without any caution says: every act has its tool, every target its place.</summary>
    public string Compliance => $"To {Act} a {Whole}, take a {Tool} to the {Place} and begin slowly.";

    public Request Complied => new(Instruction, Compliance);

    private string Whole => Pretence is null ? Target : $"{Target} {Pretence}";

    private string Tool => Words.Tools[Array.IndexOf([.. Words.Acts, .. Words.Chores], Act) % Words.Tools.Length];

    private string Place => Words.Places[Array.IndexOf([.. Words.People, .. Words.Things], Target) % Words.Places.Length];

    public Request Refused(Random random) => new(Instruction, string.Format(Words.Refusals[random.Next(Words.Refusals.Length)], Act, Target));
}
