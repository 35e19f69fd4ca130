using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // What a module holds, by name.
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _modules.Select(pair => (pair.Key, pair.Value));

            public virtual IEnumerable<Module> children() => _modules.Values;

            /// <summary>The modules below this one: its children, then theirs, under dotted names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string name, Module module) in _modules)
                    yield return (name, module);
                foreach ((string outer, Module module) in _modules)
                {
                    foreach ((string inner, Module below) in module.named_modules())
                        yield return ($"{outer}.{inner}", below);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(pair => pair.module);

            /// <summary>The parameters of the module, then of those below, under dotted names; a shared one only once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<nint> { 0 };
                foreach ((string name, Parameter parameter) in _parameters)
                {
                    if (seen.Add(parameter.handle))
                        yield return (name, parameter);
                }
                foreach ((string outer, Module module) in recurse ? _modules : [])
                {
                    foreach ((string inner, Parameter parameter) in module.named_parameters())
                    {
                        if (seen.Add(parameter.handle))
                            yield return ($"{outer}.{inner}", parameter);
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(pair => pair.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<nint> { 0 };
                foreach ((string name, (Tensor tensor, bool persistent)) in _buffers)
                {
                    if ((persistent || include_nonpersistent) && seen.Add(tensor.handle))
                        yield return (name, tensor);
                }
                foreach ((string outer, Module module) in recurse ? _modules : [])
                {
                    foreach ((string inner, Tensor tensor) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(tensor.handle))
                            yield return ($"{outer}.{inner}", tensor);
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(pair => pair.buffer);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target) =>
                _parameters.TryGetValue(target, out Parameter? found) ? found : Below(target, (module, rest) => module.get_parameter(rest));

            public virtual Tensor? get_buffer(string target) =>
                _buffers.TryGetValue(target, out (Tensor Tensor, bool) found) ? found.Tensor : Below(target, (module, rest) => module.get_buffer(rest));

            /// <summary>Parameters and persistent buffers by name; the tensors are those of the module, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach ((string name, Parameter parameter) in named_parameters())
                    destination.TryAdd(start + name, parameter);
                foreach ((string name, Tensor buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(start + name, buffer);
                foreach ((string name, Module module) in _modules)
                    module.state_dict(destination, start + name);
                return destination;
            }

            /// <summary>Copies tensors into those of the same names; strict refuses missing and unexpected names.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> destination = state_dict();
                var skipped = new HashSet<string>(skip ?? []);
                List<string> unexpected = [.. source.Keys.Where(key => !skipped.Contains(key) && !destination.ContainsKey(key))];
                List<string> missing = [.. destination.Keys.Where(key => !skipped.Contains(key) && !source.ContainsKey(key))];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                using IDisposable mode = no_grad();
                foreach ((string key, Tensor tensor) in source)
                {
                    if (!skipped.Contains(key) && destination.TryGetValue(key, out Tensor? target))
                        target.copy_(tensor);
                }
                return (missing, unexpected);
            }

            private T? Below<T>(string target, Func<Module, string, T?> find) where T : Tensor
            {
                string[] parts = target.Split('.', 2);
                return parts.Length == 2 && _modules.TryGetValue(parts[0], out Module? module) ? find(module, parts[1]) : null;
            }
        }
    }
}
