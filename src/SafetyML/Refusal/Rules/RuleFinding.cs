namespace SafetyML.Refusal.Rules;

/// <summary>What the rules found and the span of the answer that decided; of length 0 where nothing did.</summary>
internal readonly record struct RuleFinding(RuleOutcome Outcome, int Start, int Length);
