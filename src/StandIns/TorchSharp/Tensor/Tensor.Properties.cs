using TorchSharp.Utils;
using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long Dimensions => at_dim(this);

        public long dim() => Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements => at_numel(this);

        public long numel() => NumberOfElements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => at_element_size(this);

        public long element_size() => ElementSize;

        public long[] shape => size();

        public ScalarType dtype => (ScalarType)at_dtype(this);

        public Device device => device_type == DeviceType.CPU ? new Device(DeviceType.CPU) : new Device(device_type, device_index);

        public DeviceType device_type => (DeviceType)at_device_type(this);

        public int device_index => at_device_index(this);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_sparse => at_is_sparse(this);

        public bool is_leaf => at_is_leaf(this);

        public bool requires_grad
        {
            get => at_requires_grad(this);
            set => Check(at_set_requires_grad(this, value));
        }

        /// <summary>The gradient, as a new tensor over the same memory at each call; null where there is none.</summary>
        public Tensor? grad
        {
            get
            {
                Check(at_grad(this, out nint result));
                return result == 0 ? null : new Tensor(result);
            }
            set => Check(at_set_grad(this, value));
        }

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_contiguous() => at_is_contiguous(this);

        public bool is_nonzero()
        {
            if (numel() != 1)
                throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");
            bool result = at_is_nonzero(this);
            CheckForErrors();
            return result;
        }

        public long storage_offset() => at_storage_offset(this);

        public long size(int dim)
        {
            Check(at_size(this, dim, out long result));
            return result;
        }

        public long[] size()
        {
            var result = new long[Dimensions];
            Check(at_sizes(this, result));
            return result;
        }

        public long stride(int dim)
        {
            Check(at_stride(this, dim, out long result));
            return result;
        }

        public long[] stride()
        {
            var result = new long[Dimensions];
            Check(at_strides(this, result));
            return result;
        }

        /// <summary>The elements, read and written in place; on another device, those of a copy on the CPU.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        /// <summary>The one element of a tensor that has no other.</summary>
        public T item<T>() where T : unmanaged =>
            NumberOfElements == 1 ? data<T>()[0] : throw new ArgumentException("Number of elements in the tensor must be 1");

        public Scalar ToScalar()
        {
            Check(at_item(this, out PInvoke.NativeScalar value));
            return new Scalar(value);
        }

        /// <summary>The memory of a contiguous tensor on the CPU.</summary>
        public Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                long count = NumberOfElements * ElementSize;
                if (count > int.MaxValue)
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                if (!is_cpu())
                    throw new InvalidOperationException(
                        "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                return new Span<byte>(Memory(), (int)count);
            }
            set
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (NumberOfElements * ElementSize != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>(Memory(), value.Length));
            }
        }

        internal void* Memory()
        {
            nint address = at_data(this);
            if (address == 0)
                CheckForErrors();
            return (void*)address;
        }

        internal void ValidateType(Type type)
        {
            if (ToScalarType(type) != dtype)
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }
    }
}
