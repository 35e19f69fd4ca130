using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class BeamSearchTests
{
    private const int End = 9;

    [Fact]
    public void Advance_FirstStep_KeepsTheBestCandidatesInOrder()
    {
        var search = Search(beams: 2);

        search.Advance([new(0, 5, -0.5), new(0, 6, -1), new(0, 7, -2), new(0, 8, -3)]);

        Assert.Equal([[5], [6]], search.Open.Select(sequence => sequence.Ids()));
        Assert.Equal([-0.5, -1], search.Open.Select(sequence => sequence.LogProbability));
        Assert.False(search.IsDone);
    }

    [Fact]
    public void Advance_BothBestContinueOneBeam_ReportsItAsTheParentOfBoth()
    {
        var search = Search(beams: 2);
        search.Advance([new(0, 5, -0.5), new(0, 6, -1), new(0, 7, -2), new(0, 8, -3)]);

        search.Advance([new(1, 1, -0.1), new(1, 2, -0.2), new(0, 3, -4), new(0, 4, -5)]);

        Assert.Equal([1, 1], search.Parents);
        Assert.Equal([[6, 1], [6, 2]], search.Open.Select(sequence => sequence.Ids()));
    }

    [Fact]
    public void Advance_EndTokenAmongTheBest_CompletesItAndKeepsTheBeamsOpen()
    {
        var search = Search(beams: 2, lengthPenalty: 1);

        search.Advance([new(0, End, -0.5), new(0, 6, -1), new(0, 7, -2), new(0, 8, -3)]);

        var finished = Assert.Single(search.Finished);
        Assert.Equal((-0.5, FinishReason.EndOfText), (finished.Score, finished.Reason));
        Assert.Equal([[6], [7]], search.Open.Select(sequence => sequence.Ids()));
    }

    [Fact]
    public void Advance_EndTokenBelowTheBest_IsIgnored()
    {
        var search = Search(beams: 2);

        search.Advance([new(0, 5, -0.5), new(0, 6, -1), new(0, End, -2), new(0, 8, -3)]);

        Assert.Empty(search.Finished);
    }

    [Theory]
    [InlineData(1, -1.0)]      // -2 / 2
    [InlineData(0, -2.0)]
    [InlineData(2, -0.5)]      // -2 / 4
    [InlineData(0.5, -1.4142)] // -2 / sqrt 2
    public void Advance_LengthPenalty_DividesByThePowerOfTheLength(double penalty, double score)
    {
        var search = Search(beams: 2, lengthPenalty: penalty);
        search.Advance([new(0, 5, -1), new(0, 6, -1.5), new(0, 7, -2), new(0, 8, -3)]);

        search.Advance([new(0, End, -1), new(0, 1, -2), new(1, 1, -3), new(1, 2, -4)]);

        Assert.Equal(score, search.Finished[0].Score, 4);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void IsDone_EnoughCompleteButAnOpenBeamScoresHigher_DependsOnEarlyStopping(bool earlyStopping, bool done)
    {
        var search = Search(beams: 2, lengthPenalty: 0, earlyStopping: earlyStopping);
        search.Advance([new(0, 1, -1), new(0, End, -3), new(0, 2, -3.5), new(0, 3, -4)]);

        search.Advance([new(0, 1, -0.5), new(0, End, -1), new(0, 2, -1.5), new(0, 3, -2)]);

        Assert.Equal([-2.0, -3.0], search.Finished.Select(answer => answer.Score));
        Assert.Equal(done, search.IsDone);
    }

    [Fact]
    public void IsDone_NoOpenBeamScoresAboveTheWorstComplete_Stops()
    {
        var search = Search(beams: 2, lengthPenalty: 0);

        search.Advance([new(0, End, -1), new(0, End, -2), new(0, 1, -2), new(0, 2, -2.5)]);

        Assert.True(search.IsDone);
    }

    [Fact]
    public void Advance_MoreCompleteThanBeams_KeepsTheBest()
    {
        var search = Search(beams: 2, lengthPenalty: 0);
        search.Advance([new(0, 1, -1), new(0, End, -3), new(0, 2, -3.5), new(0, 3, -4)]);
        search.Advance([new(0, 1, -0.5), new(0, End, -1), new(0, 2, -1.5), new(0, 3, -2)]);

        search.Advance([new(0, End, -0.25), new(0, 1, -0.5), new(0, 2, -1), new(0, 3, -2)]);

        Assert.Equal([-1.75, -2.0], search.Finished.Select(answer => answer.Score));
    }

    [Fact]
    public void Advance_LastStep_CompletesTheBestBeams()
    {
        var search = Search(beams: 2, maxLength: 1);

        search.Advance([new(0, 5, -0.5), new(0, End, -1), new(0, 7, -2), new(0, 8, -3)]);

        Assert.True(search.IsDone);
        Assert.Equal([FinishReason.MaxNewTokens, FinishReason.EndOfText], search.Finished.Select(answer => answer.Reason));
    }

    [Fact]
    public void Advance_FewerGoOnThanBeams_FillsRowsThatNeverWin()
    {
        var search = Search(beams: 2);

        search.Advance([new(0, End, -0.5), new(0, 6, -1)]);

        Assert.Equal(2, search.Open.Count);
        Assert.Equal(double.NegativeInfinity, search.Open[1].LogProbability);
    }

    [Fact]
    public void Certain_OpenBeamsShareTheirBeginning_IsThatBeginning()
    {
        var search = Search(beams: 2);
        search.Advance([new(0, 5, -0.5), new(0, 6, -1), new(0, 7, -2), new(0, 8, -3)]);
        search.Advance([new(1, 1, -0.1), new(1, 2, -0.2), new(0, 3, -4), new(0, 4, -5)]);

        Assert.Equal([6], search.Certain.Ids());
    }

    private static BeamSearch Search(int beams, double lengthPenalty = 1, bool earlyStopping = false, int maxLength = 100) =>
        new(beams, lengthPenalty, earlyStopping, sequence => sequence.Token == End ? FinishReason.EndOfText : sequence.Length == maxLength ? FinishReason.MaxNewTokens : null);
}
