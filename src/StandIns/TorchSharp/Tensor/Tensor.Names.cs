using System.Runtime.InteropServices;
using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // Names of dimensions.
    public partial class Tensor
    {
        // Stands for a dimension without a name.
        private const string NoName = "*";

        /// <summary>Whether any dimension has a name.</summary>
        public bool has_names()
        {
            bool result = at_has_names(this);
            CheckForErrors();
            return result;
        }

        /// <summary>The name of each dimension; null for one without.</summary>
        public string[] names
        {
            get
            {
                var result = new string[ndim];
                for (int i = 0; i < result.Length && has_names(); i++)
                {
                    Check(at_name(this, i, out nint name));
                    result[i] = Marshal.PtrToStringUTF8(name) is { } text && text != NoName ? text : null!;
                }
                return result;
            }
        }

        /// <summary>Names each dimension, or with null takes all names away.</summary>
        public Tensor rename_(IEnumerable<string?>? names)
        {
            string[] given = names is null ? [] : [.. names.Select(name => name ?? NoName)];
            if (names is not null && given.Length != ndim)
                throw new ArgumentException($"The number of dimension names ({given.Length}) is different from the number of dimensions ({ndim}).");
            return Done(at_rename_(this, given, given.Length));
        }
    }
}
