package io.metagate.gateway.enforcement;

/** What is done with an answer of each kind. */
public interface ResponseVisitor<R> {

    R records(AccessResponse.Records records);

    R export(AccessResponse.Export export);

    R representation(AccessResponse.Representation record);

    R unchanged(AccessResponse.Unchanged unchanged);

    R done(AccessResponse.Done done);

    R document(AccessResponse.Document document);

    R refusal(AccessResponse.Refusal refusal);
}
