using System.Text;

namespace SafetyML.Moderation;

/// <summary>
/// Scores on disk, a JSON line each, only ever appended to. A line that a killed process left unfinished is passed over, and the next one begins on a line of
/// its own. Several processes may share the file: each append holds it alone, and what others wrote is read before every batch.
/// </summary>
internal sealed class ScoreCache(string folder)
{
    public const string FileName = "moderation.jsonl";
    private readonly string _path = Path.Combine(Path.GetFullPath(folder), FileName);
    private readonly Dictionary<string, ModerationScore> _scores = new(StringComparer.Ordinal);
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
            var added = new byte[file.Length - _read];
            file.ReadExactly(added);
            ReadLines(added);
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
    private void ReadLines(ReadOnlySpan<byte> added)
    {
        while (!added.IsEmpty)
        {
            var end = added.IndexOf((byte)'\n');
            if (CachedLine.Parse(end < 0 ? added : added[..end]) is { } line)
                _scores[line.Key] = line.Score;
            if (end < 0)
                return;
            _read += end + 1;
            added = added[(end + 1)..];
        }
    }
}
