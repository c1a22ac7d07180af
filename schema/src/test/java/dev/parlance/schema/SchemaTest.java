package dev.parlance.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import java.lang.reflect.Type;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The schemas as they go over the wire. */
class SchemaTest {
    private static String plain(Type type) {
        return Json.text(JsonSchemas.of(type)).replace('"', '\'');
    }

    private static String strict(Type type) {
        return Json.text(JsonSchemas.of(type, SchemaForm.STRICT)).replace('"', '\'');
    }

    @Test
    void an_order_in_the_plain_form() {
        assertThat(plain(Examples.Order.class)).isEqualTo("""
                {'description':'An order of a shop.','type':'object','properties':{'number':{'description':'The shop's number.','type':'integer'},'customer':{'type':'string'},'note':{'type':'string'},'speed':{'description':'How soon it must be there.\\nEXPRESS: within a day','type':'string','enum':['EXPRESS','NEXT_WEEK']},'lines':{'type':'array','items':{'type':'object','properties':{'article':{'type':'string'},'count':{'type':'integer'},'price':{'type':'number'}},'required':['article','count','price']}},'tags':{'type':'array','items':{'type':'string'},'uniqueItems':true},'discounts':{'type':'object','additionalProperties':{'type':'number'}}},'required':['number','customer','lines','tags','discounts']}""");
    }

    @Test
    void an_order_in_the_strict_form() {
        assertThat(strict(Examples.Order.class)).isEqualTo("""
                {'description':'An order of a shop.','type':'object','properties':{'number':{'description':'The shop's number.','type':'integer'},'customer':{'type':'string'},'note':{'type':['string','null']},'speed':{'description':'How soon it must be there.\\nEXPRESS: within a day','type':['string','null'],'enum':['EXPRESS','NEXT_WEEK',null]},'lines':{'type':'array','items':{'type':'object','properties':{'article':{'type':'string'},'count':{'type':'integer'},'price':{'type':'number'}},'required':['article','count','price'],'additionalProperties':false}},'tags':{'type':'array','items':{'type':'string'}},'discounts':{'description':'The entries of a map, each key once.','type':'array','items':{'type':'object','properties':{'key':{'type':'string'},'value':{'type':'number'}},'required':['key','value'],'additionalProperties':false}}},'required':['number','customer','note','speed','lines','tags','discounts'],'additionalProperties':false}""");
    }

    @Test
    void all_types_in_the_plain_form() {
        assertThat(plain(Examples.Everything.class)).isEqualTo("""
                {'type':'object','properties':{'truth':{'type':'boolean'},'tiny':{'type':'integer'},'small':{'type':'integer'},'whole':{'type':'integer'},'large':{'type':'integer'},'huge':{'type':'integer'},'rough':{'type':'number'},'fine':{'type':'number'},'exact':{'type':'number'},'letter':{'type':'string','minLength':1,'maxLength':1},'text':{'type':'string'},'time':{'type':'string','format':'date-time'},'day':{'type':'string','format':'date'},'span':{'type':'string','format':'duration'},'identifier':{'type':'string','format':'uuid'},'free':{},'holes':{'type':'array','items':{'type':['integer','null']}},'perhaps':{'type':'array','items':{'type':['string','null']}},'speeds':{'type':'object','additionalProperties':{'type':'array','items':{'description':'How soon it must be there.\\nEXPRESS: within a day','type':'string','enum':['EXPRESS','NEXT_WEEK']}}},'boxed':{'type':'boolean'},'later':{'type':'string','format':'date'}},'required':['truth','tiny','small','whole','large','huge','rough','fine','exact','letter','text','time','day','span','identifier','free','holes','perhaps','speeds']}""");
    }

    @Test
    void a_record_that_holds_itself() {
        assertThat(plain(Examples.Tree.class)).isEqualTo("""
                {'type':'object','properties':{'name':{'type':'string'},'branches':{'type':'array','items':{'$ref':'#/$defs/Tree'}},'parent':{'description':'Where it came from.','anyOf':[{'$ref':'#/$defs/Tree'}]}},'required':['name','branches'],'$defs':{'Tree':{'type':'object','properties':{'name':{'type':'string'},'branches':{'type':'array','items':{'$ref':'#/$defs/Tree'}},'parent':{'description':'Where it came from.','anyOf':[{'$ref':'#/$defs/Tree'}]}},'required':['name','branches']}}}""");
    }

    @Test
    void a_record_that_holds_itself_in_the_strict_form() {
        assertThat(strict(Examples.Tree.class)).isEqualTo("""
                {'type':'object','properties':{'name':{'type':'string'},'branches':{'type':'array','items':{'$ref':'#/$defs/Tree'}},'parent':{'description':'Where it came from.','anyOf':[{'$ref':'#/$defs/Tree'},{'type':'null'}]}},'required':['name','branches','parent'],'additionalProperties':false,'$defs':{'Tree':{'type':'object','properties':{'name':{'type':'string'},'branches':{'type':'array','items':{'$ref':'#/$defs/Tree'}},'parent':{'description':'Where it came from.','anyOf':[{'$ref':'#/$defs/Tree'},{'type':'null'}]}},'required':['name','branches','parent'],'additionalProperties':false}}}""");
    }

    @Test
    void a_sealed_interface() {
        assertThat(plain(Examples.Figure.class)).isEqualTo("""
                {'anyOf':[{'description':'A round one.','type':'object','properties':{'type':{'type':'string','enum':['Circle']},'radius':{'type':'number'}},'required':['type','radius']},{'type':'object','properties':{'type':{'type':'string','enum':['Square']},'side':{'type':'number'},'colour':{'type':'string'}},'required':['type','side']},{'type':'object','properties':{'type':{'type':'string','enum':['Group']},'name':{'type':'string'},'parts':{'type':'array','items':{'$ref':'#/$defs/Figure'}}},'required':['type','name','parts']}],'$defs':{'Figure':{'anyOf':[{'description':'A round one.','type':'object','properties':{'type':{'type':'string','enum':['Circle']},'radius':{'type':'number'}},'required':['type','radius']},{'type':'object','properties':{'type':{'type':'string','enum':['Square']},'side':{'type':'number'},'colour':{'type':'string'}},'required':['type','side']},{'type':'object','properties':{'type':{'type':'string','enum':['Group']},'name':{'type':'string'},'parts':{'type':'array','items':{'$ref':'#/$defs/Figure'}}},'required':['type','name','parts']}]}}}""");
    }

    @Test
    void another_member_tells_records_apart_where_one_has_a_type() {
        assertThat(plain(Examples.Message.class)).isEqualTo("""
                {'anyOf':[{'type':'object','properties':{'kind':{'type':'string','enum':['Plain']},'type':{'type':'string'}},'required':['kind','type']},{'type':'object','properties':{'kind':{'type':'string','enum':['Deep']},'level':{'type':'integer'}},'required':['kind','level']}]}""");
    }

    @Test
    void a_record_alone_and_as_one_of_its_interface() {
        assertThat(strict(Examples.Both.class)).isEqualTo("""
                {'type':'object','properties':{'direct':{'description':'A round one.','type':'object','properties':{'radius':{'type':'number'}},'required':['radius'],'additionalProperties':false},'either':{'$ref':'#/$defs/Figure'}},'required':['direct','either'],'additionalProperties':false,'$defs':{'Figure':{'anyOf':[{'description':'A round one.','type':'object','properties':{'type':{'type':'string','enum':['Circle']},'radius':{'type':'number'}},'required':['type','radius'],'additionalProperties':false},{'type':'object','properties':{'type':{'type':'string','enum':['Square']},'side':{'type':'number'},'colour':{'type':['string','null']}},'required':['type','side','colour'],'additionalProperties':false},{'type':'object','properties':{'type':{'type':'string','enum':['Group']},'name':{'type':'string'},'parts':{'type':'array','items':{'$ref':'#/$defs/Figure'}}},'required':['type','name','parts'],'additionalProperties':false}]}}}""");
    }

    @Test
    void generic_records() {
        assertThat(strict(Examples.Pairs.class)).isEqualTo("""
                {'type':'object','properties':{'one':{'$ref':'#/$defs/PairOfStringAndInteger'},'other':{'type':'object','properties':{'first':{'type':['string','null']},'second':{'type':'array','items':{'description':'How soon it must be there.\\nEXPRESS: within a day','type':'string','enum':['EXPRESS','NEXT_WEEK']}}},'required':['first','second'],'additionalProperties':false},'again':{'$ref':'#/$defs/PairOfStringAndInteger'}},'required':['one','other','again'],'additionalProperties':false,'$defs':{'PairOfStringAndInteger':{'type':'object','properties':{'first':{'type':'string'},'second':{'type':'integer'}},'required':['first','second'],'additionalProperties':false}}}""");
    }

    @Test
    void arrays() {
        assertThat(plain(Examples.Arrays.class)).isEqualTo("""
                {'type':'object','properties':{'counts':{'type':'array','items':{'type':'integer'}},'names':{'type':'array','items':{'type':'string'}}},'required':['counts','names']}""");
    }

    @Test
    void a_component_says_more_than_its_type() {
        record Drawing(@Description("The outline.") Examples.Circle outline) {}
        assertThat(plain(Drawing.class)).isEqualTo("""
                {'type':'object','properties':{'outline':{'description':'The outline.\\nA round one.','type':'object','properties':{'radius':{'type':'number'}},'required':['radius']}},'required':['outline']}""");
    }

    @Test
    void an_optional_record_may_be_null_in_the_strict_form() {
        record Sketch(Optional<Examples.Circle> outline) {}
        assertThat(strict(Sketch.class)).isEqualTo("""
                {'type':'object','properties':{'outline':{'anyOf':[{'description':'A round one.','type':'object','properties':{'radius':{'type':'number'}},'required':['radius'],'additionalProperties':false},{'type':'null'}]}},'required':['outline'],'additionalProperties':false}""");
    }

    @Test
    void interfaces_that_share_a_record_and_hold_each_other_come_to_an_end() {
        assertThat(plain(One.class)).contains("'b':{'$ref':'#/$defs/Two'}").hasSizeLessThan(1000);
    }

    sealed interface One permits Shared {}

    sealed interface Two permits Shared {}

    record Shared(Two b) implements One, Two {}

    @Test
    void two_records_of_one_name() {
        assertThat(plain(Examples.TwoLines.class)).isEqualTo("""
                {'type':'object','properties':{'lines':{'type':'array','items':{'$ref':'#/$defs/Line'}},'last':{'$ref':'#/$defs/Line'},'others':{'type':'array','items':{'$ref':'#/$defs/Line2'}},'other':{'$ref':'#/$defs/Line2'}},'required':['lines','last','others','other'],'$defs':{'Line':{'type':'object','properties':{'article':{'type':'string'},'count':{'type':'integer'},'price':{'type':'number'}},'required':['article','count','price']},'Line2':{'type':'object','properties':{'y':{'type':'integer'}},'required':['y']}}}""");
    }
}
