namespace SafetyML.Annotation;

/// <summary>The files of an exported sheet.</summary>
/// <param name="Page">The page, to be filled in in a browser: one HTML file that needs nothing else.</param>
/// <param name="Table">The same sheet as CSV, to be filled in in a spreadsheet.</param>
/// <param name="Key">Which side is which system. Annotators must not see it.</param>
public sealed record AnnotationFiles(string Page, string Table, string Key);
