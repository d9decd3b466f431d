"""Linked data: schema.org Dataset as JSON-LD for pages, and the DCAT catalogue of all data."""

from collections.abc import Mapping
from typing import Any

from generator.catalogue import Catalogue
from generator.model.written import Written
from generator.open_data.slices import Slice
from generator.presentation.addresses import site_url
from generator.presentation.structured import (
    MEDIA_TYPES,
    dataset,
    dated,
    download,
    known_licence,
)

CATALOGUE = "data/catalog.jsonld"
_DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def site_dataset(catalogue: Catalogue, part: Slice, files: Mapping[str, Written]) -> dict[str, Any]:
    """Describe a slice's data as a schema.org Dataset."""
    here = part.package
    page = site_url(catalogue, here, here)
    found = {
        **dataset(
            catalogue, f"{catalogue.site.name}：{part.name}", catalogue.site.description, page
        ),
        "distribution": [
            download(site_url(catalogue, path, here), files[path].size) for path in part.paths
        ],
    }
    if part.years:
        found["temporalCoverage"] = part.years
    return dated(found, part.day)


def dcat_catalogue(
    catalogue: Catalogue, slices: tuple[Slice, ...], files: Mapping[str, Written]
) -> dict[str, Any]:
    """Return the DCAT 3 catalogue of all slices."""
    site = catalogue.site
    record: dict[str, Any] = {
        "@context": _DCAT_CONTEXT,
        "@id": site_url(catalogue, CATALOGUE, CATALOGUE),
        "@type": "dcat:Catalog",
        "dct:title": _chinese(site.name),
        "dct:description": _chinese(site.description),
        "dct:language": "zh-CN",
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _chinese(site.publisher)},
        "dcat:dataset": [_dcat_dataset(catalogue, part, files) for part in slices],
    }
    return {**record, "foaf:homepage": {"@id": site.address}} if site.address else record


def _dcat_dataset(
    catalogue: Catalogue, part: Slice, files: Mapping[str, Written]
) -> dict[str, Any]:
    page = site_url(catalogue, part.package, CATALOGUE)
    licence = known_licence(catalogue.site.licence)
    rights = {"dct:license": {"@id": licence[1]}} if licence else {}
    dataset: dict[str, Any] = {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _chinese(f"{catalogue.site.name}：{part.name}"),
        "dct:description": _chinese(f"{part.name}的自评报告、资金、指标、得分核算、核对发现和更正"),
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [
            {**_dcat_file(catalogue, path, files[path]), **rights} for path in part.paths
        ],
    }
    day = part.day
    if day is not None:
        dataset["dct:modified"] = {"@type": "xsd:date", "@value": str(day)}
    return dataset


def _dcat_file(catalogue: Catalogue, path: str, file: Written) -> dict[str, Any]:
    url, kind = site_url(catalogue, path, CATALOGUE), path.rpartition(".")[2]
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": _chinese(path.rpartition("/")[2]),
        "dcat:downloadURL": {"@id": url},
        **_format(kind),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _format(kind: str) -> dict[str, Any]:
    """Name a format; what is packed are lines of JSON, which have no registered media type."""
    registered = {"@id": f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[kind]}"}
    if kind == "gz":
        lines = {"@type": "dct:MediaTypeOrExtent", "rdfs:label": "JSON Lines"}
        return {"dct:format": lines, "dcat:compressFormat": registered}
    return {"dcat:mediaType": registered}


def _chinese(text: str) -> dict[str, str]:
    return {"@language": "zh-CN", "@value": text}
