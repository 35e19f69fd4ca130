using System.Text;

namespace SafetyML.Moderation;

/// <summary>
/// Scores on disk, a JSON line each, only ever appended to. A line that a killed process left unfinished is passed over, and the next one begins on a line of
/// its own. Several processes may share the file: each append holds it alone, and what others wrote is read before every batch.
/// </summary>
internal sealed class ScoreCache(string folder)
{
    public const string FileName = "moderation.jsonl";

    // Much longer than any line of ours; a longer one is foreign. The file is read in pieces of this size, as it may be larger than an array or the memory.
    private const int LongestLine = 1 << 16;
    private readonly string _path = Path.Combine(Path.GetFullPath(folder), FileName);
    private readonly Dictionary<string, ModerationScore> _scores = new(StringComparer.Ordinal);
    private readonly byte[] _piece = new byte[LongestLine];
    private readonly Lock _lock = new();
    private long _read;

    /// <summary>Creates the file where there is none, and reads what was added to it since the last time.</summary>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public void Refresh()
    {
        lock (_lock)
        {
            using var file = SharedFile.Open(_path);
            if (file.Length < _read)
                _read = 0;
            file.Position = _read;
            ReadLines(file);
        }
    }

    public ModerationScore? Find(string key)
    {
        lock (_lock)
            return _scores.GetValueOrDefault(key);
    }

    /// <summary>Appends one score as one line, by one write.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(string key, ModerationScore score)
    {
        var line = CachedLine.Format(key, score);
        lock (_lock)
        {
            using var file = SharedFile.Open(_path);
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.UTF8.GetBytes(EndsInLine(file) ? line : $"\n{line}"));
            _scores[key] = score;
        }
    }

    private static bool EndsInLine(FileStream file)
    {
        if (file.Length == 0)
            return true;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    /// <summary>Reads whole lines; a last one without an end is tried, too, and read again when it has one.</summary>
    private void ReadLines(FileStream file)
    {
        var (kept, isForeign) = (0, false);
        while (file.Read(_piece.AsSpan(kept)) is var count and > 0)
        {
            ReadOnlySpan<byte> left = _piece.AsSpan(0, kept + count);
            while (left.IndexOf((byte)'\n') is var end and >= 0)
            {
                if (!isForeign)
                    ReadLine(left[..end]);
                isForeign = false;
                left = left[(end + 1)..];
                _read = file.Position - left.Length;
            }
            isForeign |= left.Length == _piece.Length;
            kept = isForeign ? 0 : left.Length;
            left[..kept].CopyTo(_piece);
        }
        if (kept > 0)
            ReadLine(_piece.AsSpan(0, kept));
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (CachedLine.Parse(line) is { } read)
            _scores[read.Key] = read.Score;
    }
}
