using Microsoft.ML.Data;
using SafetyML.Saving;

namespace SafetyML.Trainers;

internal sealed partial class SavedScorer
{
    /// <summary>All that a scorer of any task may write. A vector's size must be known before the state is: its values are columns that are put together after.</summary>
    internal sealed class Target
    {
        private readonly float[] _values = new float[LabelColumn.MostClasses];

        [ColumnName(SavedColumns.PredictedLabel)]
        public bool PredictedLabel { get; set; }

        [ColumnName(SavedColumns.Score)]
        public float Score { get; set; }

        [ColumnName(SavedColumns.Probability)]
        public float Probability { get; set; }

        [ColumnName(SavedColumns.Class)]
        public string Class { get; set; } = "";

        [ColumnName(SavedColumns.UnscoredReason)]
        public string UnscoredReason { get; set; } = "";

        [ColumnName(ValuePrefix + "0")]
        public float Value0 { get => _values[0]; set => _values[0] = value; }

        [ColumnName(ValuePrefix + "1")]
        public float Value1 { get => _values[1]; set => _values[1] = value; }

        [ColumnName(ValuePrefix + "2")]
        public float Value2 { get => _values[2]; set => _values[2] = value; }

        [ColumnName(ValuePrefix + "3")]
        public float Value3 { get => _values[3]; set => _values[3] = value; }

        [ColumnName(ValuePrefix + "4")]
        public float Value4 { get => _values[4]; set => _values[4] = value; }

        [ColumnName(ValuePrefix + "5")]
        public float Value5 { get => _values[5]; set => _values[5] = value; }

        [ColumnName(ValuePrefix + "6")]
        public float Value6 { get => _values[6]; set => _values[6] = value; }

        [ColumnName(ValuePrefix + "7")]
        public float Value7 { get => _values[7]; set => _values[7] = value; }

        [ColumnName(ValuePrefix + "8")]
        public float Value8 { get => _values[8]; set => _values[8] = value; }

        [ColumnName(ValuePrefix + "9")]
        public float Value9 { get => _values[9]; set => _values[9] = value; }

        [ColumnName(ValuePrefix + "10")]
        public float Value10 { get => _values[10]; set => _values[10] = value; }

        [ColumnName(ValuePrefix + "11")]
        public float Value11 { get => _values[11]; set => _values[11] = value; }

        [ColumnName(ValuePrefix + "12")]
        public float Value12 { get => _values[12]; set => _values[12] = value; }

        [ColumnName(ValuePrefix + "13")]
        public float Value13 { get => _values[13]; set => _values[13] = value; }

        [ColumnName(ValuePrefix + "14")]
        public float Value14 { get => _values[14]; set => _values[14] = value; }

        [ColumnName(ValuePrefix + "15")]
        public float Value15 { get => _values[15]; set => _values[15] = value; }

        public void Set(float[] values)
        {
            Array.Clear(_values);
            values.CopyTo(_values, 0);
        }
    }
}
