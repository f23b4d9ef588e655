package org.haiov.blocks.fetch;

/** What kind of change of flow a branch target belongs to. */
public enum Flow {
    BRANCH, JUMP, CALL, RETURN
}
