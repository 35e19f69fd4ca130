namespace SafetyML.Torch.Chat;

/// <summary>The frames of five model families, as templates.</summary>
internal static class BuiltInTemplates
{
    public const string ChatML = """
        {% for message in messages %}
        <|im_start|>{{ message.role }}
        {{ message.content }}<|im_end|>
        {% endfor %}
        {% if add_generation_prompt %}
        <|im_start|>assistant
        {% endif %}
        """;

    public const string Llama2 = """
        {% set system = messages[0].content if messages[0].role == 'system' else none %}
        {% for message in (messages if system is none else messages[1:]) %}
        {% if (message.role == 'user') != (loop.index0 % 2 == 0) %}
        {{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}
        {% elif message.role == 'user' %}
        {% set ask = message.content if loop.index0 or system is none else '<<SYS>>\n' ~ system ~ '\n<</SYS>>\n\n' ~ message.content %}
        {{ bos_token ~ '[INST] ' ~ ask | trim ~ ' [/INST]' -}}
        {% elif message.role == 'assistant' %}
        {{ ' ' ~ message.content | trim ~ ' ' ~ eos_token -}}
        {% endif %}
        {% endfor %}
        """;

    public const string Llama3 = """
        {% for message in messages %}
        {{ bos_token if loop.first }}<|start_header_id|>{{ message.role }}<|end_header_id|>

        {{ message.content | trim }}<|eot_id|>
        {%- endfor %}
        {% if add_generation_prompt %}
        <|start_header_id|>assistant<|end_header_id|>

        {% endif %}
        """;

    public const string Mistral = """
        {{ bos_token -}}
        {% for message in messages %}
        {% if (message.role == 'user') != (loop.index0 % 2 == 0) %}
        {{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}
        {% elif message.role == 'user' %}
        {{ '[INST] ' ~ message.content ~ ' [/INST]' -}}
        {% elif message.role == 'assistant' %}
        {{ message.content ~ eos_token -}}
        {% else %}
        {{ raise_exception('Only user and assistant roles are supported!') }}
        {% endif %}
        {% endfor %}
        """;

    public const string Zephyr = """
        {% for message in messages if message.role in ['system', 'user', 'assistant'] %}
        <|{{ message.role }}|>
        {{ message.content ~ eos_token }}
        {% endfor %}
        {% if add_generation_prompt and messages %}
        <|assistant|>
        {% endif %}
        """;
}
