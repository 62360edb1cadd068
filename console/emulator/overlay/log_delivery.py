"""Where a pool sends its logs."""

from typing import Any

from console.emulator.overlay import plans
from console.emulator.overlay.core.errors import invalid_parameter
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.stores import Record

DESTINATIONS = ("CloudWatchLogsConfiguration", "S3Configuration", "FirehoseConfiguration")
LEVELS = {"userNotification": "ERROR", "userAuthEvents": "INFO"}


@operation("GetLogDeliveryConfiguration")
def get_log_delivery_configuration(call: Call) -> dict[str, Any]:
    """One destination for each source at most; none to begin with."""
    pool = call.pool
    configuration = {"UserPoolId": pool.id, "LogConfigurations": pool.stores.log_delivery}
    return {"LogDeliveryConfiguration": configuration}


@operation("SetLogDeliveryConfiguration")
def set_log_delivery_configuration(call: Call) -> dict[str, Any]:
    """A full replace of the list.

    Raises InvalidParameterException for a source that is there twice, a level that it does not have, or
    anything but one destination; FeatureUnavailableInTierException for sign-in events below PLUS.
    """
    pool = call.pool
    configurations = call.parameters["LogConfigurations"]
    sources = [each["EventSource"] for each in configurations]
    if len(set(sources)) < len(sources):
        raise invalid_parameter(
            f"Following event sources appear more then once in a request: {', '.join(sorted(set(sources)))}"
        )
    for each in configurations:
        _check(each)
    if "userAuthEvents" in sources:
        plans.check_feature(pool.extended_config.get("UserPoolTier", "LITE"), "PLUS", "Log Streaming")
    pool.stores.log_delivery = list(configurations)
    return get_log_delivery_configuration(call)


def _check(configuration: Record) -> None:
    source = configuration["EventSource"]
    if configuration["LogLevel"] != LEVELS[source]:
        raise invalid_parameter(f"The log level of {source} must be {LEVELS[source]}.")
    destinations = [name for name in DESTINATIONS if configuration.get(name)]
    if len(destinations) != 1:
        raise invalid_parameter(f"Exactly one destination must be configured for {source}.")
    if source == "userNotification" and destinations != ["CloudWatchLogsConfiguration"]:
        raise invalid_parameter("userNotification can be sent to CloudWatchLogsConfiguration only.")
