using SafetyML.Torch.Checkpoints;

namespace SafetyML.Annotation;

/// <summary>Writes a sheet and, elsewhere, its key.</summary>
internal static class SheetExport
{
    public static AnnotationFiles Write(AnnotationSheet sheet, string folder, string keyPath)
    {
        var files = new AnnotationFiles(Path.Combine(folder, "sheet.html"), Path.Combine(folder, "sheet.csv"), keyPath);
        var key = AnnotationKey.Of(sheet).ToText();
        if (File.Exists(keyPath) && File.ReadAllText(keyPath) != key)
            throw new IOException(
                $"The file '{keyPath}' is there already and is not the key of this sheet. Without it no verdict on its own sheet could be read: "
                + "give another path.");
        // The key comes first: a sheet without one would be filled in for nothing.
        AtomicFile.WriteAllText(keyPath, key);
        AtomicFile.Write(files.Table, stream => SheetTable.Write(stream, sheet));
        AtomicFile.WriteAllText(files.Page, SheetPage.Of(sheet));
        return files;
    }

    /// <exception cref="ArgumentException">The key would lie among the files that annotators get, as the paths stand or where links lead.</exception>
    public static void RequireApart(string folder, string keyPath)
    {
        if (IsInside(Path.GetFullPath(folder), Path.GetFullPath(keyPath)) || IsInside(RealPath.Of(folder), RealPath.Of(keyPath)))
            throw new ArgumentException(
                $"The key '{keyPath}' lies in the folder '{folder}' that annotators get. Keep it apart, or they are not blind.", nameof(keyPath));
    }

    private static bool IsInside(string folder, string path)
    {
        var inside = Path.GetRelativePath(folder, path);
        return !Path.IsPathRooted(inside) && inside.Split(Path.DirectorySeparatorChar)[0] != "..";
    }
}
