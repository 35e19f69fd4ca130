namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module with hooks around its <c>forward</c>.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private protected readonly List<TPreHook> PreHooks = [];
            private protected readonly List<TPostHook> PostHooks = [];

            protected HookableModule(string name) : base(name) { }

            public HookRemover register_forward_hook(TPostHook hook)
            {
                PostHooks.Add(hook);
                return new HookRemover(() => PostHooks.Remove(hook));
            }

            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                PreHooks.Add(hook);
                return new HookRemover(() => PreHooks.Remove(hook));
            }

            /// <summary>Takes a hook away again.</summary>
            public class HookRemover
            {
                private readonly Action _remove;

                internal HookRemover(Action remove) => _remove = remove;

                public void remove() => _remove();
            }
        }
    }
}
