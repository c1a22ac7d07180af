package dev.parlance.sandbox;

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
    void nothing_but_words_stands_beside_alternatives() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'anyOf':[{'type':'string'}],'default':'x'}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: when using anyOf, default is not allowed in the parent schema>",'type':'invalid_request_error'}}""");
    }

    @Test
    void every_alternative_has_a_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'anyOf':[{'type':'string'},{'minLength':1}]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.anyOf.1’: type is not defined>",'type':'invalid_request_error'}}""");
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
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: $defs and $id are only allowed at the root>",'type':'invalid_request_error'}}""");
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
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties’: property name ’required’ is reserved>",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_enumeration_has_one_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string','enum':['x',1]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: enum values must be of the same type>",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_enumeration_fits_its_type() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string','enum':[1,2]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a’: enum value does not match type string>",'type':'invalid_request_error'}}""");
    }

    @Test
    void items_are_not_a_list() {
        CLIENT.refused("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'array','items':[{'type':'string'}]}}}}}]}""", 400, """
                {'error':{'message':"tools.function.parameters is not a valid moonshot flavored json schema, details: <At path ’properties.a.items’: schema must be an object>",'type':'invalid_request_error'}}""");
    }

    @Test
    void an_ordinary_schema_is_fine() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string','enum':['x','y']},'b':{'type':'array','items':{'type':'integer'}},'c':{'anyOf':[{'type':'string'},{'type':'null'}],'description':'d'},'d':{'$ref':'#/$defs/e'},'f':{'type':['string','null']}},'required':['a'],'additionalProperties':false,'$defs':{'e':{'type':'object','additionalProperties':{}}}}}}]}""");
    }

    @Test
    void a_loose_function_may_have_any_schema() {
        CLIENT.accepted("moonshot", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{}}},'strict':false}}]}""");
    }
}
