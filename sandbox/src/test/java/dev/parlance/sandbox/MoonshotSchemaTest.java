package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Schemas that are not of the vendor's flavour, with the words that users met. */
class MoonshotSchemaTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void every_property_has_a_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'description':'x'}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: type is not defined>",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_enumeration_is_no_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'enum':['x']}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: type is not defined>",'type':'invalid_request_error'}}""");
    }

    @Test
    void every_item_has_a_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'array','items':{}}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.items’: type is not defined>",'type':'invalid_request_error'}}""");
    }

    @Test
    void no_type_stands_beside_alternatives() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string','anyOf':[{'type':'string'}]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: when using anyOf, type should be defined in anyOf items instead of the parent schema>",'type':'invalid_request_error'}}""");
    }

    @Test
    void no_type_stands_beside_alternatives_at_the_root() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','anyOf':[{'type':'object'}]}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’root’: when using anyOf, type should be defined in anyOf items instead of the parent schema>",'type':'invalid_request_error'}}""");
    }

    @Test
    void every_alternative_has_a_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'anyOf':[{'type':'string'},{'minLength':1}]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.anyOf{1}’: type is not defined>",'type':'invalid_request_error'}}""");
    }

    @Test
    void no_type_stands_beside_a_reference() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'$ref':'#/$defs/b','type':'string'}},'$defs':{'b':{'type':'string'}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: when using $ref, type should be defined in the referenced schema instead of the parent schema>",'type':'invalid_request_error'}}""");
    }

    @Test
    void words_beside_a_reference_must_not_stand_in_both() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'$ref':'#/$defs/b','description':'x'}},'$defs':{'b':{'type':'string','description':'y'}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: conflicting keywords found after $ref expansion: description>",'type':'invalid_request_error'}}""");
    }

    @Test
    void references_lead_to_the_definitions() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'$ref':'#/properties/b'},'b':{'type':'string'}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.$ref’: references must start with #/$defs/>",'type':'invalid_request_error'}}""");
    }

    @Test
    void definitions_stand_at_the_root() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'object','$defs':{}}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: keyword $defs must be at root level>",'type':'invalid_request_error'}}""");
    }

    @Test
    void what_is_required_is_defined() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string'}},'required':['b']}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’required’: required property ’b’ is not defined in properties>",'type':'invalid_request_error'}}""");
    }

    @Test
    void a_property_is_an_object() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':true}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties’: property schema for ’a’ must be an object>",'type':'invalid_request_error'}}""");
    }

    @Test
    void reserved_names_are_refused() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'required':{'type':'string'}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties’: property name ’required’ is reserved for JSON Schema keywords>",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_enumeration_has_the_stated_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string','enum':['x',1]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.enum’: enum value (1) does not match any type in [string]>",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_enumeration_fits_its_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string','enum':[1,2]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.enum’: enum value (1) does not match any type in [string]>",'type':'invalid_request_error'}}""");
    }

    @Test
    void items_are_not_a_list() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'array','items':[{'type':'string'}]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.items’: items must be an object>",'type':'invalid_request_error'}}""");
    }

    @Test
    void a_word_stands_beside_alternatives_or_in_them() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':
                {'name':'look','parameters':{'type':'object','properties':{'a':{'default':'x','anyOf':[{'type':'string','default':'y'}]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: conflicting keywords found in anyOf with parent: default>",'type':'invalid_request_error'}}""");
    }

    @Test
    void there_are_seven_types() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':
                {'name':'look','parameters':{'type':'object','properties':{'a':{'type':'date'}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: invalid type>",'type':'invalid_request_error'}}""");
    }

    @Test
    void a_reference_leads_somewhere() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':
                {'name':'look','parameters':{'type':'object','properties':{'a':{'$ref':'#/$defs/b'}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.$ref’: $defs not found for reference: #/$defs/b>",'type':'invalid_request_error'}}""");
    }

    @Test
    void a_schema_is_at_most_ten_levels_deep() {
        String deep = "{'type':'object','properties':{'a':".repeat(11) + "{'type':'string'}" + "}}".repeat(11);
        assertThat(CLIENT.chat(
                                "moonshot",
                                "{'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function',"
                                        + "'function':{'name':'look','parameters':" + deep + "}}]}")
                        .body())
                .contains("schema depth exceeds maximum limit of 10");
    }

    @Test
    void an_ordinary_schema_is_fine() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string','enum':['x','y']},'b':{'type':'array','items':{'type':'integer'}},'c':{'anyOf':[{'type':'string'},{'type':'null'}],'description':'d'},'d':{'$ref':'#/$defs/e'},'f':{'type':['string','null'],'enum':['x',null]},'g':{'anyOf':[{'type':'string'},{'type':'null'}],'default':null,'title':'G'}},'required':['a'],'additionalProperties':false,'$defs':{'e':{'type':'object','additionalProperties':{}}}}}}]}""");
    }

    @Test
    void a_loose_function_may_have_any_schema() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{}}},'strict':false}}]}""");
    }
}
