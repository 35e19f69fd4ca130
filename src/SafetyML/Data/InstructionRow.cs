namespace SafetyML.Data;

/// <summary>A request, its context (may be empty) and the wanted answer.</summary>
internal readonly record struct InstructionRow(string Instruction, string Input, string Output);
