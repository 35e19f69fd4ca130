using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Threading.Channels;
using OpenAI;
using OpenAI.Moderations;
using Polly;
using Polly.Retry;
using static System.FormattableString;

namespace SafetyML.Moderation;

/// <summary>Asks the server about single texts: so many at once, at the pace that is set, each with a timeout and retries.</summary>
internal sealed class ModerationCalls
{
    private readonly ModerationOptions _options;
    private readonly Lazy<(ModerationClient Client, AnswerJudge Judge)> _server;
    private readonly CallPace _pace;
    private readonly ResiliencePipeline<CallOutcome> _retries;

    // One entry for each call that is under way: a semaphore that nobody has to dispose.
    private readonly Channel<bool> _slots;

    public ModerationCalls(ModerationOptions options, Func<string> readKey)
    {
        _options = options;
        _server = new Lazy<(ModerationClient, AnswerJudge)>(() => Connect(options, readKey()), LazyThreadSafetyMode.PublicationOnly);
        _pace = new CallPace(options.CallsPerMinute, options.MaxWait, options.Time);
        _slots = Channel.CreateBounded<bool>(options.MaxParallelCalls);
        _retries = Retries(options);
    }

    /// <summary>Makes sure that there is a key.</summary>
    /// <exception cref="ModerationAccessException">There is none.</exception>
    public void RequireKey() => _ = _server.Value;

    /// <summary>The score of <paramref name="text"/>, or why there is none, and whether the server was asked.</summary>
    /// <exception cref="ModerationAccessException">The server refuses the key, or its quota is spent.</exception>
    public async Task<(ModerationScore Score, bool WasAsked)> AskAsync(string text, CancellationToken cancellationToken)
    {
        await _slots.Writer.WriteAsync(true, cancellationToken).ConfigureAwait(false);
        var wasAsked = false;
        try
        {
            var outcome = await _retries.ExecuteAsync(
                async token =>
                {
                    if (await _pace.WaitAsync(token).ConfigureAwait(false) is { } refusal)
                        return CallOutcome.Failed(refusal, mayRetry: false);
                    wasAsked = true;
                    return await CallAsync(text, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return (outcome.Score, wasAsked);
        }
        finally
        {
            _slots.Reader.TryRead(out _);
        }
    }

    private async ValueTask<CallOutcome> CallAsync(string text, CancellationToken cancellationToken)
    {
        var (client, judge) = _server.Value;
        using var timeout = new CancellationTokenSource(_options.CallTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var body = BinaryContent.Create(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new { input = text, model = _options.Model })));
        try
        {
            var request = new RequestOptions { CancellationToken = either.Token, ErrorOptions = ClientErrorBehaviors.NoThrow };
            var answer = await client.ClassifyTextAsync(body, request).ConfigureAwait(false);
            var outcome = judge.Judge(answer.GetRawResponse());
            // The server's time holds for every call, also where this one is not repeated.
            if (outcome.Wait is { } wait)
                _pace.Hold(wait, outcome.Score.UnscoredReason);
            return outcome;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return CallOutcome.Failed(Invariant($"there was no whole answer within {_options.CallTimeout.TotalSeconds:0.###} s"), mayRetry: true);
        }
        catch (Exception fault) when (fault is ClientResultException or HttpRequestException or IOException)
        {
            return CallOutcome.Failed(judge.Clean($"the connection failed: {fault.Message}"), mayRetry: true);
        }
    }

    private static (ModerationClient Client, AnswerJudge Judge) Connect(ModerationOptions options, string key)
    {
        var clientOptions = new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        return (new ModerationClient(options.Model, new ApiKeyCredential(key), clientOptions), new AnswerJudge(options, key));
    }

    private static ResiliencePipeline<CallOutcome> Retries(ModerationOptions options)
    {
        if (options.MaxRetries == 0)
            return ResiliencePipeline<CallOutcome>.Empty;
        return new ResiliencePipelineBuilder<CallOutcome> { TimeProvider = options.Time }.AddRetry(new RetryStrategyOptions<CallOutcome>
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1) < options.MaxWait ? TimeSpan.FromSeconds(1) : options.MaxWait,
            MaxDelay = options.MaxWait,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { MayRetry: true }),
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result!.Wait),
        }).Build();
    }
}
