using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SafetyML.Tests.Moderation;

/// <summary>
/// A moderation server on this machine, over bare sockets so that it can also break off in the middle. Each request is answered by the next of the
/// queued answers, or scored from its text when none is left.
/// </summary>
internal sealed class ModerationServer : IDisposable
{
    public static readonly string[] Categories =
    [
        "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit", "illicit/violent", "self-harm", "self-harm/instructions",
        "self-harm/intent", "sexual", "sexual/minors", "violence", "violence/graphic",
    ];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Answer> _answers = new();
    private int _open;

    public ModerationServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public ConcurrentQueue<Request> Requests { get; } = new();

    public int MostAtOnce { get; private set; }

    /// <summary>How long each request is held, so that others can overlap it.</summary>
    public TimeSpan Hold { get; init; }

    public ModerationServer Next(params Answer[] answers)
    {
        foreach (var answer in answers)
            _answers.Enqueue(answer);
        return this;
    }

    /// <summary>The whole answer for a text: its length decides the score of harassment, the word "zib" that it is flagged.</summary>
    public static string Body(string text, string? without = null)
    {
        var scores = Categories.Where(name => name != without)
            .ToDictionary(name => name, name => name == "harassment" ? Math.Min(1, text.Length / 100.0) : 0.001);
        var isFlagged = text.Contains("zib", StringComparison.Ordinal);
        var result = new { flagged = isFlagged, categories = scores.ToDictionary(pair => pair.Key, _ => false), category_scores = scores };
        return JsonSerializer.Serialize(new { id = "m", model = "omni", results = new[] { result } });
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            while (await ReadAsync(stream) is { } request)
            {
                lock (_answers)
                    MostAtOnce = Math.Max(MostAtOnce, ++_open);
                Requests.Enqueue(request);
                await Task.Delay(Hold);
                var answer = _answers.TryDequeue(out var next) ? next : new Answer(200, Body(request.Text));
                lock (_answers)
                    _open--;
                if (!await WriteAsync(stream, answer with { Body = answer.Body?.Replace("{authorization}", request.Authorization, StringComparison.Ordinal) }))
                    return;
            }
        }
    }

    private async Task<bool> WriteAsync(NetworkStream stream, Answer answer)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body ?? "");
        var headers = string.Concat(answer.Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        var head = $"HTTP/1.1 {answer.Status} Some\r\nContent-Type: application/json\r\nContent-Length: {body.Length + answer.Withheld}\r\n{headers}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(body);
        if (answer.IsSlow)
            await Task.Delay(Timeout.Infinite, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return answer.Withheld == 0;
    }

    private static async Task<Request?> ReadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4..] is [13, 10, 13, 10]))
        {
            if (await stream.ReadAsync(one) == 0)
                return null;
            head.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n");
        string Header(string name) =>
            lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
        var body = new byte[int.Parse(Header("Content-Length"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        using var json = JsonDocument.Parse(body);
        string Field(string name) => json.RootElement.GetProperty(name).GetString()!;
        return new Request(lines[0], Header("Authorization"), Field("model"), Field("input"));
    }

    internal sealed record Request(string Line, string Authorization, string Model, string Text);

    /// <summary>An answer; bytes may be promised and withheld, and the connection kept open after them.</summary>
    internal sealed record Answer(int Status, string? Body = null, params (string Name, string Value)[] Headers)
    {
        public int Withheld { get; init; }

        public bool IsSlow { get; init; }
    }
}
