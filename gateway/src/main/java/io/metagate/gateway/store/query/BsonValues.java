package io.metagate.gateway.store.query;

import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Writes a value of the query language as the store holds it: the way back of {@link BsonScalar}. */
enum BsonValues implements ScalarVisitor<BsonValue> {
    WRITER;

    @Override
    public BsonValue text(ScalarValue.Text text) {
        return new BsonString(text.text());
    }

    @Override
    public BsonValue integer(ScalarValue.Int integer) {
        return new BsonInt64(integer.number());
    }

    @Override
    public BsonValue real(ScalarValue.Real real) {
        return new BsonDouble(real.number());
    }

    @Override
    public BsonValue decimal(ScalarValue.Decimal decimal) {
        return new BsonDecimal128(new Decimal128(decimal.number()));
    }

    @Override
    public BsonValue bool(ScalarValue.Bool bool) {
        return BsonBoolean.valueOf(bool.truth());
    }

    @Override
    public BsonValue date(ScalarValue.Date date) {
        return new BsonDateTime(date.instant().toEpochMilli());
    }

    @Override
    public BsonValue objectId(ScalarValue.ObjectId id) {
        return new BsonObjectId(new ObjectId(id.hex()));
    }

    @Override
    public BsonValue uuid(ScalarValue.Uuid id) {
        return new BsonBinary(id.uuid());
    }

    @Override
    public BsonValue nothing(ScalarValue.Null nothing) {
        return BsonNull.VALUE;
    }
}
