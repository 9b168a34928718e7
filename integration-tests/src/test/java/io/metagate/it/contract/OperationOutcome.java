package io.metagate.it.contract;

/** An operation and a status that it may answer. */
record OperationOutcome(ApiOperation endpoint, int status) {

    @Override
    public String toString() {
        return endpoint + " " + status;
    }
}
