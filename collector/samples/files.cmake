# The files of each sample, for sgw_embed(); see collector/sample.hpp.
set(collector_sample_files)
foreach(sample healthy expired-token dns-failure crash-loop oom unsupported-version entra-forbidden endpoint-5xx
        proxy-tls-interception image-crash)
  set(folder collector/samples/${sample})
  list(APPEND collector_sample_files ${folder}/sample.json ${folder}/host.json ${folder}/engine.json
    ${folder}/probes/contoso-apim.configuration.azure-api.net.json)
  foreach(file inspect.json image.json status.json events.jsonl stdout.log stderr.log)
    list(APPEND collector_sample_files ${folder}/edge-gw/${file})
  endforeach()
endforeach()
# Of containers that were running when they were recorded.
foreach(sample healthy expired-token dns-failure entra-forbidden endpoint-5xx proxy-tls-interception)
  list(APPEND collector_sample_files collector/samples/${sample}/edge-gw/stats.json)
endforeach()
