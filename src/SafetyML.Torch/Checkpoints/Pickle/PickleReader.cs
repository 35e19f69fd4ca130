using System.Numerics;

namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>
/// Reads the part of Python's pickle language (protocols 0 to 4) that files of weights use, and makes numbers, texts, containers and descriptions of tensors of it.
/// A name that is not in <see cref="PickleNames"/> is refused where it is read; there is nothing here that could import, create or call it.
/// </summary>
internal sealed class PickleReader
{
    private const int LongestNumber = 32;

    /// <summary>Numbers of one byte, which most shapes are made of, each as one object.</summary>
    private static readonly object[] Bytes = [.. Enumerable.Range(0, 256).Select(value => (object)(long)value)];

    private readonly string file;
    private readonly AllocationLimit limit;
    private readonly PickleCursor cursor;
    private readonly PickleStack stack;
    private readonly PickleCalls calls;

    private PickleReader(ReadOnlyMemory<byte> bytes, string file, AllocationLimit limit)
    {
        this.file = file;
        this.limit = limit;
        cursor = new PickleCursor(bytes, file, limit);
        stack = new PickleStack(cursor, limit);
        calls = new PickleCalls(file, cursor, stack, limit);
    }

    /// <summary>Reads one pickle from the start of <paramref name="bytes"/>.</summary>
    /// <exception cref="CheckpointFormatException">It is malformed, takes more memory than <paramref name="limit"/> allows, or names something that weights do not need.</exception>
    public static PickleContent Read(ReadOnlyMemory<byte> bytes, string file, AllocationLimit limit)
    {
        var reader = new PickleReader(bytes, file, limit);
        object? value = reader.Run();
        return new PickleContent(value, reader.cursor.Position, reader.calls.Storages);
    }

    private object? Run()
    {
        while (true)
        {
            stack.Spend(1);
            char operation = (char)cursor.Byte();
            if (operation == '.')
                return stack.Pop();
            if (!Literal(operation) && !Container(operation) && !Memory(operation) && !Named(operation))
                throw cursor.Fault($"operation 0x{(int)operation:x2} is not used by files of weights");
        }
    }

    private bool Literal(char operation)
    {
        object? value;
        switch (operation)
        {
            case 'N': value = null; break;
            case '\x88': value = true; break;
            case '\x89': value = false; break;
            case 'K': value = Bytes[cursor.Byte()]; break;
            case 'M': value = cursor.Number(2); break;
            case 'J': value = cursor.Number(4); break;
            case '\x8a': value = Whole(cursor.Block(1)); break;
            case '\x8b': value = Whole(cursor.Block(4)); break;
            case 'I' or 'L': value = cursor.WrittenNumber(); break;
            case 'F': value = cursor.WrittenDouble(); break;
            case 'G': value = cursor.Double(); break;
            case '\x8c': value = cursor.Text(1); break;
            case 'X': value = cursor.Text(4); break;
            case '\x8d': value = cursor.Text(8); break;
            case 'V': value = cursor.Line(); break;
            case 'S': value = cursor.Line().Trim('\'', '"'); break;
            case 'U' or 'C': value = Latin(cursor.Block(1)); break;
            case 'T' or 'B': value = Latin(cursor.Block(4)); break;
            case '\x8e': value = Latin(cursor.Block(8)); break;
            default: return false;
        }
        stack.Push(value is BigInteger number && number >= long.MinValue && number <= long.MaxValue ? (long)number : value);
        return true;
    }

    private bool Container(char operation)
    {
        switch (operation)
        {
            case '(': stack.Mark(); break;
            case '1': stack.PopMarked(); break;
            case ')': stack.Push(PickleTuple.Empty); break;
            case '\x85': stack.Push(stack.PopTuple(1)); break;
            case '\x86': stack.Push(stack.PopTuple(2)); break;
            case '\x87': stack.Push(stack.PopTuple(3)); break;
            case 't': stack.Push(new PickleTuple(stack.PopMarked())); break;
            case ']' or '\x8f': stack.Push(new List<object?>()); break;
            case 'l' or '\x91': stack.Push(Append(stack.PopMarked(), new List<object?>())); break;
            case '}': stack.Push(new PickleDictionary()); break;
            case 'd': stack.Push(Set(stack.PopMarked(), new PickleDictionary())); break;
            case 'a': Append([stack.Pop()], stack.Peek()); break;
            case 'e' or '\x90': Append(stack.PopMarked(), stack.Peek()); break;
            case 's': SetOne(); break;
            case 'u': Set(stack.PopMarked(), stack.Peek()); break;
            default: return false;
        }
        return true;
    }

    private bool Memory(char operation)
    {
        switch (operation)
        {
            case '\x80': RequireProtocol(cursor.Byte()); break;
            case '\x95': cursor.Number(8); break;
            case '0': stack.Pop(); break;
            case '2': stack.Push(stack.Peek()); break;
            case 'q': stack.Remember(cursor.Number(1)); break;
            case 'r': stack.Remember((uint)cursor.Number(4)); break;
            case 'p': stack.Remember(Index(cursor.WrittenNumber())); break;
            case '\x94': stack.RememberNext(); break;
            case 'h': stack.Push(stack.Recall(cursor.Number(1))); break;
            case 'j': stack.Push(stack.Recall((uint)cursor.Number(4))); break;
            case 'g': stack.Push(stack.Recall(Index(cursor.WrittenNumber()))); break;
            default: return false;
        }
        return true;
    }

    private bool Named(char operation)
    {
        switch (operation)
        {
            case 'c': stack.Push(Allowed(cursor.Line(), cursor.Line())); break;
            case '\x93': StackGlobal(); break;
            case 'R': Call(); break;
            case 'b': calls.Build(stack.Pop(), stack.Peek()); break;
            case 'Q': stack.Push(calls.Storage(stack.Pop())); break;
            case 'i': Allowed(cursor.Line(), cursor.Line()); throw cursor.Fault("it makes an instance of a class");
            case 'o' or '\x81' or '\x92': throw cursor.Fault("it makes an object of a class, which files of weights do not");
            case 'P': throw cursor.Fault("it refers to an object outside by a text");
            case '\x82' or '\x83' or '\x84': throw cursor.Fault("it uses a registered extension, which could be any object");
            case '\x96' or '\x97' or '\x98': throw cursor.Fault("it uses a buffer of protocol 5, which files of weights do not");
            default: return false;
        }
        return true;
    }

    private PickleGlobal Allowed(string module, string name)
    {
        // Python 2 called it so, and Python 3 still writes it so in protocol 2.
        var global = new PickleGlobal(module == "__builtin__" ? "builtins" : module, name);
        return PickleNames.IsAllowed(global) ? global : throw new CheckpointFormatException(
            $"{file}: the pickle names '{PickleCursor.Shortened(global.ToString())}', which weights do not need. Nothing of the file was run. " +
            "It may be an attack: delete it and get the model as safetensors from a source that you trust.");
    }

    private void StackGlobal()
    {
        object? name = stack.Pop(), module = stack.Pop();
        stack.Push(name is string text && module is string place ? Allowed(place, text) : throw cursor.Fault("a name is not a text"));
    }

    private void Call()
    {
        object? arguments = stack.Pop(), callable = stack.Pop();
        if (callable is not PickleGlobal global || arguments is not PickleTuple tuple)
            throw cursor.Fault("it calls something that is not a name, or with something that is not a tuple");
        stack.Push(calls.Call(global, tuple.Items));
    }

    private List<object?> Append(ReadOnlySpan<object?> items, object? target)
    {
        if (target is not List<object?> list)
            throw cursor.Fault("it appends to something that is not a list");
        limit.Grow(list, items.Length);
        list.AddRange(items);
        return list;
    }

    private void SetOne()
    {
        object? value = stack.Pop(), key = stack.Pop();
        Set([key, value], stack.Peek());
    }

    private PickleDictionary Set(ReadOnlySpan<object?> items, object? target)
    {
        if (target is not PickleDictionary dictionary || items.Length % 2 != 0)
            throw cursor.Fault("it sets entries of something that is not a dictionary, or a key without a value");
        if (items.Length > 0)
            limit.Grow(dictionary.Entries, items.Length / 2);
        for (int at = 0; at < items.Length; at += 2)
            dictionary.Entries.Add((items[at], items[at + 1]));
        return dictionary;
    }

    private void RequireProtocol(byte protocol)
    {
        if (protocol > 5)
            throw cursor.Fault($"protocol {protocol} is not known (known: 0 to 5)");
    }

    private long Index(object number) => number is long and >= 0 ? (long)number : throw cursor.Fault($"{number} is not a place in the memo");

    private BigInteger Whole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestNumber)
            throw cursor.Fault($"a number of {bytes.Length} bytes was found (allowed: {LongestNumber})");
        return new BigInteger(bytes);
    }

    private static string Latin(ReadOnlySpan<byte> bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
