using Microsoft.ML;
using SafetyML.Data;

namespace SafetyML;

/// <summary>Loads instruction data and prompts, and mixes safety demonstrations into general ones.</summary>
public static class SafetyDataCatalog
{
    /// <summary>
    /// Loads instruction data: Alpaca JSON, JSON Lines (alpaca, prompt and completion, messages), CSV or TSV, chosen by the file name's ending; UTF-8.
    /// </summary>
    /// <param name="catalog">The data catalog, <c>ml.Data</c>.</param>
    /// <param name="path">The file. It is read at once and whole.</param>
    /// <returns>Text columns <c>Instruction</c>, <c>Input</c> (empty where the row has none) and <c>Output</c>.</returns>
    /// <exception cref="DataFileException">A row is bad: the message gives file, line and fault, and counts the other bad rows. No row is left out.</exception>
    public static IDataView LoadInstructions(this DataOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return InstructionReader.Read(path).ToView();
    }

    /// <summary>
    /// Loads prompts: the paper's JSON of lists, a JSON array or JSON Lines, CSV or TSV with a prompt column (XSTest), or else one prompt a line; UTF-8.
    /// </summary>
    /// <param name="catalog">The data catalog, <c>ml.Data</c>.</param>
    /// <param name="path">The file. It is read at once and whole; blank lines of a text file are no prompts.</param>
    /// <returns>Text columns <c>Instruction</c> and <c>Input</c>, then one for every other field of the file: <c>type</c> gives <c>Type</c>, <c>final_label</c>
    /// <c>FinalLabel</c>, the list <c>tags</c> <c>Tag</c>.</returns>
    /// <exception cref="DataFileException">A row is bad: the message gives file, line and fault, and counts the other bad rows. No row is left out.</exception>
    public static IDataView LoadPrompts(this DataOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return PromptReader.Read(path);
    }

    /// <summary>Adds <paramref name="count"/> safety demonstrations to general instruction data (the paper adds 100 to 2,000 to 20,000).</summary>
    /// <param name="catalog">The data catalog, <c>ml.Data</c>.</param>
    /// <param name="general">General instruction data: all its rows are kept, in order, and come first.</param>
    /// <param name="safety">The pool of safety demonstrations.</param>
    /// <param name="count">How many to draw, from 0 to the rows of the pool. A larger draw of the same pool and seed contains every smaller one.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <returns>Text columns <c>Instruction</c>, <c>Input</c> and <c>Output</c>, or those of <c>LoadConversations</c> if one side holds conversations; other
    /// columns are left behind.</returns>
    public static IDataView MixSafety(this DataOperationsCatalog catalog, IDataView general, IDataView safety, int count, int seed = 42)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(general);
        ArgumentNullException.ThrowIfNull(safety);
        return SafetyMixture.Mix(general, safety, _ => count, seed);
    }

    /// <summary>Adds safety demonstrations to general instruction data until they are <paramref name="share"/> of the whole.</summary>
    /// <param name="catalog">The data catalog, <c>ml.Data</c>.</param>
    /// <param name="general">General instruction data: all its rows are kept, in order, and come first.</param>
    /// <param name="safety">The pool of safety demonstrations.</param>
    /// <param name="share">The part of the whole mixture, at least 0 and below 1; 0.03 is the paper's "3 %". A larger share of the same seed
    /// contains every smaller one.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <returns>Text columns <c>Instruction</c>, <c>Input</c> and <c>Output</c>, or those of <c>LoadConversations</c> if one side holds conversations; other
    /// columns are left behind.</returns>
    public static IDataView MixSafety(this DataOperationsCatalog catalog, IDataView general, IDataView safety, double share, int seed = 42)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(general);
        ArgumentNullException.ThrowIfNull(safety);
        return SafetyMixture.Mix(general, safety, generalCount => SafetyDraw.CountOf(share, generalCount), seed);
    }
}
