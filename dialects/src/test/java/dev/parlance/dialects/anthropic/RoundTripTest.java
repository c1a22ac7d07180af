package dev.parlance.dialects.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of the dialect says reaches a host of the dialect as it was said. */
class RoundTripTest {
    private static final String USER = "'messages':[{'role':'user','content':'hi'}]";

    private static void comesBack(String body) {
        JsonObject asked = Messages.json(body);
        ChatRequest read = Messages.read(body);
        JsonObject thinking = asked.object("thinking");
        boolean budget = thinking != null && "enabled".equals(thinking.text("type"));

        JsonObject sent = Messages.sent(read, budget ? Spelling.BUDGET : Spelling.ADAPTIVE);

        assertThat(Json.pretty(sent.equals(asked) ? asked : sent)).isEqualTo(Json.pretty(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'user','content':'hi'}",
                "{'role':'user','content':''}",
                "{'role':'user','content':[]}",
                "{'role':'user','content':[{'type':'text','text':'hi'}]}",
                "{'role':'user','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral','ttl':'1h'}},{'type':'text','text':'b'}]}",
                "{'role':'user','content':'one'},{'role':'user','content':'two'}",
                "{'role':'user','content':'one'},{'role':'user','content':[{'type':'text','text':'two'}]},{'role':'user','content':''}",
                "{'role':'user','content':'one'},{'role':'assistant','content':'two'},{'role':'assistant','content':[{'type':'text','text':'three '}]}",
                "{'role':'user','content':'one'},{'role':'assistant','content':[{'type':'text','text':' '},{'type':'text','text':'two'}]}",
                "{'role':'user','content':'one'},{'role':'system','content':'be brief'},{'role':'assistant','content':'ok'},{'role':'system','content':[{'type':'text','text':'briefer'}]}",
                "{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}}]}",
                "{'role':'user','content':[{'type':'image','source':{'type':'url','url':'https://example.com/a.png'},'cache_control':{'type':'ephemeral'}}]}",
                "{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'file_1'}}]}",
                "{'role':'user','content':[{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'AAAA'},'title':'Paper','citations':{'enabled':true},'context':'c'}]}",
                "{'role':'user','content':[{'type':'document','source':{'type':'url','url':'https://example.com/a.pdf'}}]}",
                "{'role':'user','content':[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'Grüße 😀'},'title':null}]}",
                "{'role':'user','content':[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'\\ud83d'}}]}",
                "{'role':'user','content':[{'type':'document','source':{'type':'content','content':[{'type':'text','text':'x'}]}}]}",
                "{'role':'user','content':[{'type':'search_result','source':'https://example.com','title':'t','content':[{'type':'text','text':'x'}]},{'type':'container_upload','file_id':'f'},{'type':'newer','a':[1,2.50]}]}"
            })
    void turns_come_back(String turns) {
        comesBack("{'model':'m','max_tokens':5,'messages':[" + turns + "]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'tool_result','tool_use_id':'t1','content':'21 degrees'}",
                "{'type':'tool_result','tool_use_id':'t1','content':''}",
                "{'type':'tool_result','tool_use_id':'t1'}",
                "{'type':'tool_result','tool_use_id':'t1','content':null,'is_error':true}",
                "{'type':'tool_result','tool_use_id':'t1','content':[],'is_error':false}",
                "{'type':'tool_result','tool_use_id':'t1','content':[{'type':'text','text':'a'},{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}},{'type':'tool_reference','tool_name':'x'}],'cache_control':{'type':'ephemeral'}}",
                "{'type':'tool_result','tool_use_id':'t1','content':'a'},{'type':'tool_result','tool_use_id':'t2','content':'b'},{'type':'text','text':'go on'}"
            })
    void tool_turns_come_back(String results) {
        comesBack("{'model':'m','max_tokens':5,'messages':[{'role':'user','content':'hi'},"
                + "{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'abc'},{'type':'redacted_thinking','data':'xyz'},"
                + "{'type':'text','text':'I look','citations':null},{'type':'tool_use','id':'t1','name':'f','input':{'n':12345678901234567890.50},'caller':{'type':'direct'}},"
                + "{'type':'tool_use','id':'t2','name':'f','input':{}}]},{'role':'user','content':[" + results
                + "]},{'role':'user','content':'and?'}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'server_tool_use','id':'s1','name':'web_search','input':{'query':'x'}},{'type':'web_search_tool_result','tool_use_id':'s1','content':[{'type':'web_search_result','page_age':null}]},{'type':'text','text':'so','citations':[{'type':'web_search_result_location','cited_text':'x'}]}",
                "{'type':'mcp_tool_use','id':'m1','name':'n','server_name':'s','input':{}},{'type':'compaction','content':'earlier'}",
                "{'type':'thinking','thinking':'','signature':'abc'},{'type':'text','text':'answer'}"
            })
    void what_only_the_dialect_knows_comes_back(String blocks) {
        comesBack(
                "{'model':'m','max_tokens':5,'messages':[{'role':'user','content':'hi'},{'role':'assistant','content':["
                        + blocks + "]},{'role':'user','content':'next'}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'system':'be brief'",
                "'system':''",
                "'system':[]",
                "'system':[{'type':'text','text':'a','cache_control':{'type':'ephemeral'}},{'type':'text','text':'b'}]",
                "'temperature':0,'top_p':0.5,'top_k':3,'stop_sequences':['a','b'],'service_tier':'standard_only'",
                "'stop_sequences':[],'stream':true",
                "'metadata':{'user_id':'u1'}",
                "'metadata':{'user_id':'u1','team':'t'}",
                "'metadata':{'team':'t'}",
                "'container':'c1','inference_geo':'us','cache_control':{'type':'ephemeral'},'context_management':{'edits':[]},'mcp_servers':[{'name':'s'}]",
                "'thinking':{'type':'adaptive'}",
                "'thinking':{'type':'adaptive','display':'omitted'},'output_config':{'effort':'xhigh'}",
                "'thinking':{'type':'adaptive','display':'newer'},'output_config':{'effort':'max','task_budget':{'total':9}}",
                "'thinking':{'type':'disabled'}",
                "'thinking':{'type':'disabled'},'output_config':{'effort':'low'}",
                "'thinking':{'type':'enabled','budget_tokens':4000}",
                "'thinking':{'type':'enabled','budget_tokens':4999,'display':'summarized'},'output_config':{'effort':'high'}",
                "'thinking':{'type':'newest','depth':3}",
                "'output_config':{'effort':'medium'}",
                "'output_config':{'format':{'type':'json_schema','schema':{'type':'object','properties':{}}}}",
                "'output_config':{'effort':'low','format':{'type':'json_schema','schema':{'type':'object'},'lenient':true}}",
                "'output_config':{'format':{'type':'grammar','grammar':'x'}}",
                "'output_format':{'type':'json_schema','schema':{'type':'object'}}"
            })
    void members_come_back(String members) {
        comesBack("{'model':'m','max_tokens':5000," + USER + "," + members + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'auto'}",
                "{'type':'auto','disable_parallel_tool_use':false}",
                "{'type':'any','disable_parallel_tool_use':true}",
                "{'type':'tool','name':'f'}",
                "{'type':'none'}",
                "{'type':'tool','name':'f','disable_parallel_tool_use':true,'newer':1}",
                "{'type':'allowed','tools':['f']}"
            })
    void tools_and_their_choice_come_back(String choice) {
        comesBack("{'model':'m','max_tokens':5," + USER + ",'tools':["
                + "{'name':'f','description':'does','input_schema':{'type':'object','properties':{'type':{'type':'string'}}},'cache_control':{'type':'ephemeral'}},"
                + "{'type':'custom','name':'g','input_schema':{'type':'object'},'strict':false,'defer_loading':true,'input_examples':[{'a':1}]},"
                + "{'type':'web_search_20250305','name':'web_search','max_uses':3}],'tool_choice':" + choice + "}");
    }
}
