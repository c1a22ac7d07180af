// Reads in a request what an agent hands back: the results of tools, and whether what the model thought before it called them is with them.

const text = (content) => {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map((part) => part.text ?? '').join('');
  return JSON.stringify(content ?? '');
};

const readers = {
  'openai-chat': ({ messages }) => {
    const from = messages.findLastIndex(({ role }) => role === 'assistant');
    const said = messages[from] ?? {};
    const nameOf = (id) => said.tool_calls?.find((call) => call.id === id)?.function.name;
    return {
      results: messages
        .slice(from + 1)
        .filter(({ role }) => role === 'tool')
        .map((result) => ({ tool: nameOf(result.tool_call_id), text: text(result.content) })),
      thoughts: Boolean(said.reasoning_content || said.reasoning_details?.length || said.reasoning),
    };
  },
  'openai-responses': ({ input }) => {
    const from = input.findLastIndex(({ type }) => type === 'function_call');
    const nameOf = (id) => input.find((item) => item.type === 'function_call' && item.call_id === id)?.name;
    return {
      results: input
        .slice(from + 1)
        .filter(({ type }) => type === 'function_call_output')
        .map((result) => ({ tool: nameOf(result.call_id), text: text(result.output) })),
      thoughts: input.some(({ type }) => type === 'reasoning'),
    };
  },
  'anthropic-messages': ({ messages }) => {
    const from = messages.findLastIndex(({ role }) => role === 'assistant');
    const said = Array.isArray(messages[from]?.content) ? messages[from].content : [];
    const blocks = messages.slice(from + 1).flatMap(({ content }) => (Array.isArray(content) ? content : []));
    const nameOf = (id) => said.find((block) => block.type === 'tool_use' && block.id === id)?.name;
    return {
      results: blocks
        .filter(({ type }) => type === 'tool_result')
        .map((result) => ({ tool: nameOf(result.tool_use_id), text: text(result.content) })),
      thoughts: said.some(({ type }) => type === 'thinking'),
    };
  },
  gemini: ({ contents }) => {
    const from = contents.findLastIndex(({ role }) => role === 'model');
    const said = contents[from]?.parts ?? [];
    return {
      results: contents
        .slice(from + 1)
        .flatMap(({ parts }) => parts)
        .filter(({ functionResponse }) => functionResponse)
        .map(({ functionResponse: { name, response } }) => ({ tool: name, text: text(response.output ?? response) })),
      // That word stands where the agent has no signature.
      thoughts: said.some(({ thought, thoughtSignature: seal }) => thought || (seal && seal !== 'skip_thought_signature_validator')),
    };
  },
};

const doors = /^\/v1\/(chat\/completions|responses|messages)(\?|$)|:(streamG|g)enerateContent(\?|$)/;

/** Whether a model is called, and not a list asked for, or a count. */
export const callsModel = ({ method, path }) => method === 'POST' && doors.test(path);

const thoughtful = {
  'openai-chat': /"reasoning(_content|_details)?":(?!null|""|\[\])/,
  'openai-responses': /"type":"reasoning"/,
  'anthropic-messages': /"type":"thinking"/,
  gemini: /"thought":true|"thoughtSignature":/,
};

/** Whether the model thought before it answered that call. */
export const showsThoughts = (dialect, exchange) => thoughtful[dialect].test(Buffer.concat(exchange.response).toString());

/** The results and `thoughts` that a recorded call hands back; no results when it is the first of its conversation. */
export const handedBack = (dialect, exchange) => readers[dialect](JSON.parse(Buffer.concat(exchange.request).toString()));
