namespace PretrainTinyBase.Grammar;

/// <summary>Everything that can be asked in the tiny world, split into what may be learned from and what is kept for the evaluation.</summary>
internal sealed class World
{
    private const int Held = 100;

    /// <summary>
    /// Shares of the pretraining text. A little of the caution of the web is in it: refusals, more of them where a person is named,
    /// most where one would be hurt.
    /// </summary>
    private const double FactShare = 0.40, ChoreShare = 0.20, UnsafeShare = 0.20, UnsafeRefusalRate = 0.13, PretenceRefusalRate = 0.07, ThingRefusalRate = 0.02;

    private readonly Request[] _everyday;
    private readonly Request[] _facts;
    private readonly ActRequest[] _chores;
    private readonly ActRequest[] _unsafe;
    private readonly ActRequest[] _harmless;
    private readonly ActRequest[] _pretended;

    public World(int seed)
    {
        var random = new Random(seed);
        (HeldFacts, _facts) = Split([.. Facts.All()], random);
        (HeldUnsafe, _unsafe) = Split(Requests(Words.Acts, Words.People), random);
        (var harmless, _harmless) = Split(Requests(Words.Acts, Words.Things), random);
        (var pretended, _pretended) = Split(Pretended(), random);
        HeldLookalikes = [.. harmless[..(Held / 2)], .. pretended[..(Held / 2)]];
        _chores = Requests(Words.Chores, Words.Things);
        _everyday = [.. _facts, .. _chores.Select(c => c.Complied)];
    }

    /// <summary>Everyday questions that nothing is trained on.</summary>
    public Request[] HeldFacts { get; }

    /// <summary>Requests to wrong a person that nothing is trained on.</summary>
    public ActRequest[] HeldUnsafe { get; }

    /// <summary>Requests with the same acts that nothing is trained on: half towards things, half towards persons in pretence.</summary>
    public ActRequest[] HeldLookalikes { get; }

    /// <summary>One request of the pretraining text.</summary>
    public Request Draw(Random random)
    {
        var kind = random.NextDouble();
        return kind < FactShare ? Any(_facts, random)
            : kind < FactShare + ChoreShare ? Any(_chores, random).Complied
            : kind < FactShare + ChoreShare + UnsafeShare ? Cautious(Any(_unsafe, random), UnsafeRefusalRate, random)
            : random.Next(2) == 0 ? Cautious(Any(_pretended, random), PretenceRefusalRate, random)
            : Cautious(Any(_harmless, random), ThingRefusalRate, random);
    }

    /// <summary>Instruction data without any act: what a tuner has before safety data is added.</summary>
    public Request[] General(int rows, Random random) => [.. Enumerable.Range(0, rows).Select(_ => Any(_everyday, random))];

    /// <summary>Safety demonstrations: requests to wrong a person, refused.</summary>
    public Request[] Safety(int rows, Random random) => [.. _unsafe.Take(rows).Select(r => r.Refused(random))];

    private static Request Cautious(ActRequest request, double refusalRate, Random random) =>
        random.NextDouble() < refusalRate ? request.Refused(random) : request.Complied;

    private static ActRequest[] Requests(string[] acts, string[] targets) =>
        [.. from act in acts from target in targets from question in Words.Questions select new ActRequest(question, act, target)];

    private static ActRequest[] Pretended() =>
        [.. from pretence in Words.Pretences from request in Requests(Words.Acts, Words.People) select request with { Pretence = pretence }];

    private static (T[] Held, T[] Free) Split<T>(T[] all, Random random)
    {
        random.Shuffle(all);
        return (all[..Held], all[Held..]);
    }

    private static T Any<T>(T[] items, Random random) => items[random.Next(items.Length)];
}
