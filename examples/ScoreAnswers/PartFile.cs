using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SafetyML.Scoring;
using SafetyML.Torch.Checkpoints;

namespace ScoreAnswers;

/// <summary>
/// The scores so far, in a file beside the one that will be written, from which a run that was ended goes on: a mark of what is scored and how, then a line a row.
/// One run at a time can have it open.
/// </summary>
internal sealed class PartFile : IDisposable
{
    // Rows that an encoder reads together change each other's last digits: only whole batches are gone on from.
    private static readonly int Batch = new EncoderOptions().BatchSize;
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly string _out;
    private readonly FileStream _file;
    private bool _isOurs;

    /// <summary>Opens the part of a file that will be written, and so shows whether it can be.</summary>
    public PartFile(string outPath)
    {
        _out = Path.GetFullPath(outPath);
        Place = PlaceOf(_out);
        if (Directory.Exists(_out) || Path.EndsInDirectorySeparator(_out))
            throw new ArgumentException($"--out is '{outPath}', a folder. Give the name of a file, such as '{Path.Combine(outPath, "scored.csv")}'.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_out)!);
            _file = new FileStream(Place, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--out is '{outPath}', which cannot be written: {fault.Message} Give a file where you may write and no other run does.", fault);
        }
        _isOurs = _file.Length == 0;
    }

    public string Place { get; }

    /// <summary>How many rows it holds.</summary>
    public int Count { get; private set; }

    /// <summary>From how many of them another run goes on.</summary>
    public int Kept => Count - Count % Batch;

    /// <summary>Where the part of a file lies.</summary>
    public static string PlaceOf(string outPath) => outPath + ".part";

    /// <summary>Finds the rows of an earlier run with the same mark. What follows the last whole batch of them is cut off.</summary>
    public void Start(string mark)
    {
        if (_file.Length == 0)
            _file.Write(Encoding.ASCII.GetBytes(mark + "\n"));
        using var lines = Lines();
        if (lines.ReadLine() != mark)
            throw new InvalidOperationException(
                $"'{Place}' holds scores of other answers, by other judges or by another version of this program. Give what it was begun with to go on, "
                + "another --out to keep it, or delete it.");
        _isOurs = true;
        var (end, batchEnd, rows) = (mark.Length + 1L, mark.Length + 1L, 0);
        while (lines.ReadLine() is { } line && (end += line.Length + 1) <= _file.Length && Parse(line) is not null)
            if (++rows % Batch == 0)
                (Count, batchEnd) = (rows, end);
        _file.SetLength(batchEnd);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Adds a row; a whole batch is in the file, whatever ends the program.</summary>
    public void Add(ScoredRow row)
    {
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(row, Json));
        _file.WriteByte((byte)'\n');
        if (++Count % Batch == 0)
            _file.Flush();
    }

    /// <summary>The rows, from the first.</summary>
    public IEnumerable<ScoredRow> Rows()
    {
        using var lines = Lines();
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
            yield return Parse(line)!;
    }

    /// <summary>Writes the result, which appears when it is complete, and deletes the part.</summary>
    public void Finish(Action<Stream> write)
    {
        AtomicFile.Write(_out, write);
        Count = 0;
    }

    /// <summary>Closes the part; without rows to go on from it goes away.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (_isOurs && Kept == 0)
            File.Delete(Place);
    }

    private StreamReader Lines()
    {
        _file.Flush();
        _file.Seek(0, SeekOrigin.Begin);
        return new StreamReader(_file, Encoding.ASCII, false, -1, leaveOpen: true);
    }

    // What a crash of the machine left need not be a row.
    private static ScoredRow? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ScoredRow>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
