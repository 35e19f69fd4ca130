namespace SafetyML.Annotation;

/// <summary>Where a path leads when every link on it is followed; what is not there yet stays as it is written.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <exception cref="IOException">The links go round, or are too many.</exception>
    public static string Of(string path)
    {
        var (real, left) = Split(Path.GetFullPath(path));
        for (var links = 0; left.TryPop(out var part);)
        {
            var next = part == ".." ? Path.GetDirectoryName(real) ?? real : Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MostLinks)
                throw new IOException($"The path '{path}' leads over more than {MostLinks} links. Give a path without them.");
            var (root, parts) = Split(target);
            real = root.Length > 0 ? root : real;
            foreach (var each in parts.Reverse())
                left.Push(each);
        }
        return real;
    }

    /// <summary>The root, empty for a relative path, and the parts, the first one on top.</summary>
    private static (string Root, Stack<string> Parts) Split(string path)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var parts = path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        return (root, new Stack<string>(parts.Where(part => part != ".").Reverse()));
    }
}
