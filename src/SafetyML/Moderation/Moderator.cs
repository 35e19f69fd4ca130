using System.Collections.Concurrent;
using Microsoft.ML.Runtime;
using SafetyML.Hosting;

namespace SafetyML.Moderation;

/// <summary>Moderates batches of texts: equal ones once, known ones from the cache, the others side by side.</summary>
internal sealed class Moderator(ModerationOptions options, Func<string> readKey, IHostEnvironment? environment)
{
    private readonly ModerationCalls _calls = new(options, readKey);
    private readonly ScoreCache? _cache = options.CacheFolder is null ? null : new ScoreCache(options.CacheFolder);
    private readonly ProgressCount _progress = new(options.Progress);

    /// <summary>The score of each text, in order; one that has none says why. May be called from several threads.</summary>
    /// <exception cref="ModerationAccessException">There is no key, the server refuses it, or its quota is spent.</exception>
    public IReadOnlyList<ModerationScore> Moderate(IReadOnlyList<string> texts)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        _cache?.Refresh();
        var scores = new ConcurrentDictionary<string, ModerationScore>(StringComparer.Ordinal);
        List<string> unknown = [];
        foreach (var text in texts.Distinct(StringComparer.Ordinal))
        {
            if (Known(text) is not { } score)
                unknown.Add(text);
            else
                scores[text] = score;
        }
        if (unknown.Count > 0)
            Ask(unknown, scores);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var repeated in texts.Where(text => !seen.Add(text)))
            Done(scores[repeated]);
        WarnOfUnscored(texts, scores);
        return [.. texts.Select(text => scores[text])];
    }

    private ModerationScore? Known(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Done(ModerationScore.Unscored("the text is empty"));
        return _cache?.Find(ScoreKey.Of(options.Model, text)) is { } score ? Done(score, cached: 1) : null;
    }

    private void Ask(List<string> texts, ConcurrentDictionary<string, ModerationScore> scores)
    {
        _calls.RequireKey();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallelCalls, CancellationToken = options.CancellationToken };
        Parallel.ForEachAsync(texts, parallel, async (text, token) =>
        {
            var (score, wasAsked) = await _calls.AskAsync(text, token).ConfigureAwait(false);
            if (score.IsScored)
                _cache?.Add(ScoreKey.Of(options.Model, text), score);
            scores[text] = Done(score, asked: wasAsked ? 1 : 0);
        }).GetAwaiter().GetResult();
    }

    private ModerationScore Done(ModerationScore score, int asked = 0, int cached = 0)
    {
        _progress.Add(asked, cached, unscored: score.IsScored ? 0 : 1);
        return score;
    }

    private void WarnOfUnscored(IReadOnlyList<string> texts, ConcurrentDictionary<string, ModerationScore> scores)
    {
        if (environment is null)
            return;
        using var log = new Log(environment, nameof(ModerationTransformer));
        var (done, asked, cached, _) = _progress.Now;
        log.Info($"{done} texts moderated: {asked} asked, {cached} from the cache.");
        var reasons = texts.Select(text => scores[text]).Where(score => !score.IsScored).GroupBy(score => score.UnscoredReason);
        foreach (var reason in reasons)
            log.Warning($"{reason.Count()} of {texts.Count} rows have no score: {reason.Key}.");
    }
}
