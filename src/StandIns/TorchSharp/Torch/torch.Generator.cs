using System.Runtime.InteropServices.Marshalling;
using TorchSharp.PInvoke;
using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static long seed() => random.seed();

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    /// <summary>The default generator of the CPU, and the seed of all.</summary>
    public static partial class random
    {
        public static long seed() => Generator.Default.seed();

        public static long initial_seed() => Generator.Default.initial_seed();

        public static Generator manual_seed(long seed)
        {
            if (at_manual_seed(seed) != 0)
                CheckForErrors();
            return Generator.Default;
        }

        public static Tensor get_rng_state() => Generator.Default.get_state();

        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    /// <summary>A source of random numbers with a state of its own.</summary>
    [NativeMarshalling(typeof(GeneratorMarshaller))]
    public class Generator : IDisposable
    {
        private Generator(nint handle, Device device)
        {
            if (handle == 0)
                CheckForErrors();
            (Handle, this.device) = (handle, device);
        }

        public Generator(ulong seed = 0, Device? device = null)
            : this(at_generator(seed, (int)(device?.type ?? DeviceType.CPU), device?.index ?? -1), device ?? CPU)
        {
        }

        ~Generator() => Dispose(false);

        public static Generator Default => new(at_generator_default(), CPU);

        public IntPtr Handle { get; private set; }

        public Device device { get; }

        public Tensor get_state() => at_generator_get_state(this);

        public void set_state(Tensor value)
        {
            if (at_generator_set_state(this, value) != 0)
                CheckForErrors();
        }

        public Generator manual_seed(long seed)
        {
            if (at_generator_set_seed(this, seed) != 0)
                CheckForErrors();
            return this;
        }

        public long seed()
        {
            long seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => at_generator_seed(this);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != 0)
                at_generator_free(Handle);
            Handle = 0;
        }
    }
}
