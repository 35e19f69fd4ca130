using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Moving a module to another device or type replaces its parameters and buffers, also in its fields.
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking) => Move(dtype, InitializeDevice(device));

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                Move(null, InitializeDevice(new Device(deviceType, deviceIndex)));

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking) => Move(dtype, null);

            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                using Tensor? grad = param.grad;
                ScalarType type = is_floating_point(param.dtype) && dtype.HasValue ? dtype.Value : param.dtype;
                Device place = device ?? param.device;
                if (!param.ToWillCopy(type, place))
                    return false;
                using IDisposable mode = no_grad();
                p = new Parameter(param.to(type, place), param.requires_grad);
                p.DetachFromDisposeScope();
                using Tensor? moved = grad?.to(type, place);
                if (moved is not null)
                    p.grad = moved;
                return true;
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                ScalarType type = is_floating_point(buffer.dtype) && dtype.HasValue ? dtype.Value : buffer.dtype;
                Device place = device ?? buffer.device;
                bool moves = buffer.ToWillCopy(type, place);
                result = moves ? buffer.to(type, place, disposeAfter: true).DetachFromDisposeScope() : null;
                return moves;
            }

            private Module Move(ScalarType? dtype, Device? device)
            {
                if (dtype.HasValue && !is_floating_point(dtype.Value) && !is_complex(dtype.Value))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
                foreach (Module module in _modules.Values)
                    MoveOther(module, dtype, device);
                Dictionary<string, FieldInfo> fields = FieldsOf(GetType()).ToDictionary(NameOf);
                foreach ((string name, Parameter parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out Parameter? moved))
                        continue;
                    parameter.Dispose();
                    ConditionallyRegisterParameter(name, moved);
                    fields.GetValueOrDefault(name)?.SetValue(this, moved);
                }
                foreach ((string name, Tensor buffer) in named_buffers(false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out Tensor? moved))
                        continue;
                    ConditionallyRegisterBuffer(name, moved, _buffers[name].Persistent);
                    fields.GetValueOrDefault(name)?.SetValue(this, moved);
                }
                return this;
            }

            private static void MoveOther(Module module, ScalarType? dtype, Device? device)
            {
                if (device is null)
                    module._to(dtype!.Value, false);
                else if (dtype is null)
                    module._to(device.type, device.index, false);
                else
                    module._to(device, dtype.Value, false);
            }
        }
    }
}
