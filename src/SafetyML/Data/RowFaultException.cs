namespace SafetyML.Data;

/// <summary>A fault of one row; the reader of the file adds file and line.</summary>
internal sealed class RowFaultException(string fault) : Exception(fault);
